import { isLoopback } from '#vendor/proxy-choice.ts'
import type { Connection, Evidence } from '#contract/connection.ts'
import { evidenceOfFacts } from '#contract/evidence-facts.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Stage, Step } from '#domain/diagnosis.ts'
import type { Sight } from '#domain/storage.ts'
import type { Look } from '#glpi/glpi.ts'
import type { SeenOfGlpi } from '../store/glpis.ts'

/** The way into GLPI. Other steps tell of what is stored there, or of GLPI Network as its machine sees it. */
const WAY_IN = new Set<Stage>(['machine', 'glpi-reach', 'glpi-sign-in', 'glpi-right', 'glpi-settings'])

const firstInTheWay = (steps: readonly Step[]): Step | undefined =>
  steps.find(({ cause, stage }) => cause !== null && WAY_IN.has(stage))

/** What stood in the way of a look, if anything did. */
export const causeOfLook = (steps: readonly Step[]): CauseCode | null => firstInTheWay(steps)?.cause ?? null

/** What that look met in place of an answer; null where its cause says all. */
export function evidenceOfLook(steps: readonly Step[]): Evidence | null {
  const step = firstInTheWay(steps)
  return step ? evidenceOfFacts(step.facts) : null
}

/** What is known after a look. Where something stood in its way, what it could not see stays as it was; an id stays in any case. */
export function seenAfter(look: Look, before: SeenOfGlpi | null): SeenOfGlpi {
  const { stored: _, proxy, ...sight } = look.sight
  const now: SeenOfGlpi = {
    ...sight,
    proxy: proxy && { host: readName(proxy.host).name, port: proxy.port },
    clockOffsetSeconds: look.clocks.find(({ clock }) => clock === 'glpi')?.offsetSeconds ?? null,
  }
  if (before === null) return now
  if (causeOfLook(look.steps) === null) return { ...now, uid: now.uid ?? before.uid }
  return {
    version: now.version ?? before.version,
    uid: now.uid ?? before.uid,
    installMode: now.installMode ?? before.installMode,
    rights: now.rights ?? before.rights,
    proxy: now.proxy ?? before.proxy,
    // rows of an earlier version have neither of these
    proxyExclusions: now.proxyExclusions ?? before.proxyExclusions ?? null,
    vendorReach: now.vendorReach ?? before.vendorReach ?? null,
    replacePlugins: now.replacePlugins ?? before.replacePlugins,
    marketplaceEnabled: now.marketplaceEnabled ?? before.marketplaceEnabled,
    directoryWritable: now.directoryWritable ?? before.directoryWritable,
    cryptKey: now.cryptKey ?? before.cryptKey,
    clockOffsetSeconds: now.clockOffsetSeconds ?? before.clockOffsetSeconds,
  }
}

/** GLPI hands the name of its proxy to curl, which takes a scheme and a login along with it. */
function readName(host: string): { scheme: string; login: string; name: string } {
  const [, scheme = 'http://', login = '', name = ''] = /^([a-z][a-z\d+.-]*:\/\/)?(?:(.*)@)?(.*)$/is.exec(host) ?? []
  return { scheme, login, name }
}

/**
 * GLPI's own proxy as an address with its login. null where there is none that would serve from here: one whose password GLPI does
 * not tell, and one on GLPI's own machine where that is another than this.
 */
export function proxyAddress(proxy: Sight['proxy'], connection: Connection): string | null {
  if (!proxy || (proxy.user !== null && proxy.password === null)) return null
  const { scheme, login, name } = readName(proxy.host)
  const host = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name
  if (host === '' || (isLoopback(host) && !isHere(connection))) return null
  const own =
    proxy.user === null ? login : `${encodeURIComponent(proxy.user)}:${encodeURIComponent(proxy.password ?? '')}`
  return `${scheme}${own && `${own}@`}${host}:${proxy.port}`
}

/** Whether this GLPI runs on the machine that Latchkey runs on, as far as its addresses tell. */
function isHere({ rest, restV2, console: shell, database }: Connection): boolean {
  const urls = [rest?.url, restV2?.url].flatMap((url) => (url === undefined ? [] : [new URL(url).hostname]))
  const hosts = urls.length > 0 ? urls : database ? [database.host] : []
  return hosts.length > 0 ? hosts.every(isLoopback) : shell?.prefix.length === 0
}
