import { CAUSES } from '#domain/causes.ts'
import type { Shown } from '../rig/glpi-like.ts'
import type { Fault } from './fault.ts'

/** The faults that stand in src/docs/causes.md, in its order: of each kind one. */
export const ON_PAGE = [
  'NXDOMAIN',
  'a resolver that never answers',
  'a firewall that rejects with RST',
  'a firewall that drops',
  'a reset after the name was read',
  'an inspecting appliance that sends its root',
  'a name that points to another server',
  'plain HTTP on the TLS port',
  'a clock three years ahead',
  'a clock five years behind',
  'a proxy that is not there',
  'a proxy that wants a login',
  'a proxy that denies the name',
  'a proxy that finds no address beyond',
  '429 with Retry-After',
  '500 with a page',
  'a sign-in page',
  'a redirect to a portal',
  'JSON that ends early',
  'never answered',
  'headers, then nothing',
  'small replies pass and the large one stalls',
  'half a key',
  'the key of another GLPI',
  'a subscription that has ended',
] as const

const quoted = (text: string): string => `“${text.replace(/\.$/, '')}”`

/** What stands on GLPI's page, in one cell. */
export function glpiSays({ banner, line }: Shown): string {
  const parts = [banner, line].filter((part) => part !== null).map(quoted)
  return [...parts, ...(line === null ? ['nothing more: the page keeps loading'] : [])]
    .join(', ')
    .replace(/^nothing more/, 'nothing')
}

export const HEAD = ['| what is the matter | what GLPI says | what Latchkey says |', '| --- | --- | --- |']

export function rowOf({ is, direct, proxied }: Fault, shown: Shown): string {
  const cause = (direct ?? proxied)?.cause
  const latchkey = cause ? `\`${cause}\`: ${CAUSES[cause].title.message}` : 'nothing is in the way'
  return `| ${is} | ${glpiSays(shown)} | ${latchkey} |`
}

/** The page with the rows of one table replaced. */
export function withTable(readme: string, name: string, rows: readonly string[]): string {
  const begin = `<!-- table: ${name} -->\n`
  const from = readme.indexOf(begin) + begin.length
  return `${readme.slice(0, from)}${rows.join('\n')}\n${readme.slice(readme.indexOf('<!-- end of table -->', from))}`
}
