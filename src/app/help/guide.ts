/** A paragraph, list or table, ready to be shown; or code, which can be copied. */
export type GuideBlock = { html: string; isTable: boolean; code?: never } | { code: string; html?: never }

/** @property level 1 is the title of its document. */
export type GuideSection = { id: string; level: number; title: string; blocks: GuideBlock[] }

export type GuideDocument = { name: string; title: string; sections: GuideSection[] }

/** In the order in which they are listed: first what a newcomer reads. */
const ORDER = [
  'readme',
  'install',
  'container',
  'settings',
  'panel',
  'connecting-glpi',
  'causes',
  'command-line',
  'fleet',
  'operations',
  'compatibility',
  'changelog',
]

const placeOf = ({ name }: GuideDocument): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1)

/** The documents of src/docs, README and changelog, compiled by vite.config.ts. Decisions are for those who change the code. */
const COMPILED = import.meta.glob<{ guide: GuideDocument }>(
  ['../../docs/*.md', '../../../README.md', '../../../CHANGELOG.md'],
  { eager: true },
)

export const GUIDE: readonly GuideDocument[] = Object.values(COMPILED)
  .map(({ guide }) => guide)
  .toSorted((one, other) => placeOf(one) - placeOf(other))

export const guidePath = (document: GuideDocument, section?: GuideSection): string =>
  section === undefined || section.level === 1 ? `/help/${document.name}` : `/help/${document.name}#${section.id}`
