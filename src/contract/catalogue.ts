import type { PluginTerms, PluginVersion } from '#domain/marketplace.ts'
import { isVersion } from '#domain/versions.ts'
import { readPlainText } from './plain-text.ts'
import { readVendorDate } from './dates.ts'

/** Why something of a catalogue is not shown. Each is counted: nothing is left out in silence. */
export const OMISSIONS = [
  'not-a-plugin',
  'duplicate',
  'value-unreadable',
  'version-unreadable',
  'date-unreadable',
  'text-too-long',
  'script-removed',
] as const
export type Omission = (typeof OMISSIONS)[number]
export type Omissions = Partial<Record<Omission, number>>

/** One plugin as GLPI Network lists it; wire names stop here. null: not given, or not readable. */
export type CataloguePlugin = PluginTerms & {
  key: string
  name: string
  authors: string[]
  license: string | null
  /** 0 to 5. */
  rating: number | null
  downloads: number | null
  /** ISO 8601 instants. */
  addedAt: string | null
  updatedAt: string | null
  /** One sentence, and several; plain text. */
  summary: string | null
  description: string | null
  homepage: string | null
}

const MOST = {
  name: 200,
  author: 100,
  license: 100,
  summary: 400,
  description: 1200,
  address: 500,
  number: 60,
} as const
const MOST_AUTHORS = 20
const MOST_VERSIONS = 200
const MOST_OFFERS = 50
/** As GLPI names the folder of a plugin. */
const KEY = /^[\w.-]{1,100}$/

type Reading = {
  language: string
  /** Makes a text fit to be shown: printable, and withheld where it quotes a secret. */
  clean: (text: string) => string
}

/** Reads page after page; plugins that an earlier page had are counted and left out. */
export function createCatalogueReader({ language, clean }: Reading) {
  const plugins = new Map<string, CataloguePlugin>()
  const omissions: Omissions = {}
  const omit = (what: Omission) => void (omissions[what] = (omissions[what] ?? 0) + 1)

  /** A text of at most `most` characters. */
  function textOf(value: unknown, most: number): string | null {
    if (!isGiven(value)) return null
    if (typeof value !== 'string') return unreadable()
    const { plain, hadScript, wasCut } = readPlainText(value, most)
    if (hadScript) omit('script-removed')
    if (wasCut) omit('text-too-long')
    return clean(plain) || null
  }

  function unreadable(): null {
    omit('value-unreadable')
    return null
  }

  /** The wire may write a number as a text. */
  function numberOf(value: unknown, from: number, to: number): number | null {
    if (!isGiven(value)) return null
    const read = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
    return read >= from && read <= to ? read : unreadable()
  }

  function dateOf(value: unknown): string | null {
    if (!isGiven(value)) return null
    const read = readVendorDate(value, 'begin')
    if (read === null) omit('date-unreadable')
    return read
  }

  function listOf(value: unknown, most: number): unknown[] | null {
    if (!Array.isArray(value)) return unreadable()
    if (value.length > most) omit('text-too-long')
    return value.slice(0, most)
  }

  function authorsOf(value: unknown): string[] {
    if (!isGiven(value)) return []
    return (listOf(value, MOST_AUTHORS) ?? [])
      .map((author) => textOf(isRecord(author) ? author['name'] : author, MOST.author))
      .filter((name) => name !== null)
  }

  function versionsOf(value: unknown): PluginVersion[] | null {
    const entries = isGiven(value) ? listOf(value, MOST_VERSIONS) : unreadable()
    if (entries === null) return null
    const read = entries.flatMap((entry) => {
      const version = isRecord(entry) ? versionOf(entry) : null
      if (version === null) omit('version-unreadable')
      return version ?? []
    })
    // that none can be read does not mean that there is none
    return read.length === 0 && entries.length > 0 ? null : read
  }

  function versionOf({ num, download_url: address, stability }: Record<string, unknown>): PluginVersion | null {
    const named = typeof num === 'number' ? String(num) : num
    if (typeof named !== 'string' || named.length > MOST.number || !isVersion(named)) return null
    return {
      number: clean(named),
      isStable: stability === undefined || stability === null || stability === 'stable',
      hasArchive: typeof address === 'string' && address !== '',
    }
  }

  function offersOf(value: unknown): string[] | null {
    if (!isGiven(value)) return []
    const read = listOf(value, MOST_OFFERS)?.map((offer) => (typeof offer === 'string' ? clean(offer) : ''))
    return read === undefined ? null : read.includes('') ? unreadable() : read
  }

  /** The description in the language that is asked for, else in English, else the first. */
  function described(value: unknown): Record<string, unknown> {
    if (!isGiven(value)) return {}
    const all = (listOf(value, MOST_OFFERS) ?? []).filter(isRecord)
    const inLanguage = (wanted: string) =>
      all.find(({ lang }) => typeof lang === 'string' && lang.toLowerCase().startsWith(wanted))
    return inLanguage(language) ?? inLanguage('en') ?? all[0] ?? {}
  }

  function pluginOf(key: string, wire: Record<string, unknown>): CataloguePlugin {
    const description = described(wire['descriptions'])
    return {
      key,
      name: textOf(wire['name'], MOST.name) ?? key,
      authors: authorsOf(wire['authors']),
      license: textOf(wire['license'], MOST.license),
      rating: numberOf(wire['note'], 0, 5),
      downloads: numberOf(wire['download_count'], 0, Number.MAX_SAFE_INTEGER),
      addedAt: dateOf(wire['date_added']),
      updatedAt: dateOf(wire['date_updated']),
      summary: textOf(description['short_description'], MOST.summary),
      description: textOf(description['long_description'], MOST.description),
      homepage: addressOf(wire['homepage_url']),
      versions: versionsOf(wire['versions']),
      requiredOffers: offersOf(wire['required_offers']),
    }
  }

  function addressOf(value: unknown): string | null {
    if (!isGiven(value)) return null
    return typeof value === 'string' && value.length <= MOST.address && isWebAddress(value) && clean(value) === value
      ? value
      : unreadable()
  }

  return {
    /** @returns how many plugins are new. */
    take(page: readonly unknown[]): number {
      const before = plugins.size
      for (const wire of page) {
        const key = isRecord(wire) ? wire['key'] : null
        if (!isRecord(wire) || typeof key !== 'string' || !KEY.test(key) || clean(key) !== key) omit('not-a-plugin')
        else if (plugins.has(key)) omit('duplicate')
        else plugins.set(key, pluginOf(key, wire))
      }
      return plugins.size - before
    },
    plugins: (): CataloguePlugin[] => [...plugins.values()],
    omissions: (): Omissions => omissions,
  }
}

/** A member that is not there, or empty, is nothing to complain of. */
const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without a login, which would be there to mislead. */
const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/@?#\\]+([/?#]\S*)?$/i.test(text)

/** An offer's title by its reference, as GET registration/offers gives them. */
export type OfferTitles = Readonly<Record<string, string>>

/** What cannot be read of it is left out. */
export function readOffers(list: readonly unknown[], clean: (text: string) => string): OfferTitles {
  return Object.fromEntries(
    list.filter(isRecord).flatMap(({ offer_reference: reference, title }) => {
      if (typeof reference !== 'string' || typeof title !== 'string') return []
      const words = clean(readPlainText(title, MOST.name).plain)
      return words === '' ? [] : [[clean(reference), words] as const]
    }),
  )
}

/** `key` is what plugins are asked for by, `name` what people read. */
export type CatalogueTag = { key: string; name: string }

const MOST_TAGS = 100

/** What cannot be read of it is left out. */
export function readTags(list: readonly unknown[], clean: (text: string) => string): CatalogueTag[] {
  const tags = new Map<string, CatalogueTag>()
  for (const wire of list.filter(isRecord)) {
    const { key, tag } = wire
    if (typeof key !== 'string' || key === '' || key.length > MOST.author || clean(key) !== key) continue
    const name = typeof tag === 'string' ? clean(readPlainText(tag, MOST.author).plain) : ''
    if (!tags.has(key)) tags.set(key, { key, name: name || key })
  }
  return [...tags.values()].slice(0, MOST_TAGS)
}
