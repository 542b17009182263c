import { GLPI_SENTENCES, type FAULTS_SEEN_IN_GLPI, type SentenceCode } from '#domain/glpi-sentences.ts'
import type { Shown } from '../rig/glpi-like.ts'
import type { Fault } from './fault.ts'

/** The faults of `FAULTS_SEEN_IN_GLPI`, in its order: of each kind one. */
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

/** What stands on GLPI's page, one sentence after the other. */
export function glpiSays({ banner, line }: Shown): string[] {
  const parts = [banner, line].filter((part) => part !== null).map((part) => part.replace(/\.$/, ''))
  return line === null ? [...parts, KEEPS_LOADING] : parts
}

const KEEPS_LOADING = 'the page keeps loading'

/** The same of a row of the table. */
export const sentencesOf = (says: readonly SentenceCode[]): string[] =>
  says.map((code) => GLPI_SENTENCES[code].text ?? KEEPS_LOADING)

type Row = { matter: string; says: string[]; cause: string | null }

export const rowOf = ({ is, direct, proxied }: Fault, shown: Shown): Row => ({
  matter: is,
  says: glpiSays(shown),
  cause: (direct ?? proxied)?.cause ?? null,
})

export const rowIn = ({ matter, says, cause }: (typeof FAULTS_SEEN_IN_GLPI)[number]): Row => ({
  matter,
  says: sentencesOf(says),
  cause,
})
