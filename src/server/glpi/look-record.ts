import { isLoopback } from '#vendor/proxy-choice.ts'
import type { Connection } from '#contract/connection.ts'
import { readGlpiProxy, shownGlpiProxy } from '#contract/glpi-proxy.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Stage, Step } from '#domain/diagnosis.ts'
import type { Sight } from '#domain/storage.ts'
import type { Look } from '#glpi/glpi.ts'
import type { SeenOfGlpi } from '../store/glpis.ts'

/** The way into GLPI. Other steps tell of what is stored there, or of GLPI Network as its machine sees it. */
const WAY_IN = new Set<Stage>(['machine', 'glpi-reach', 'glpi-sign-in', 'glpi-right', 'glpi-settings'])

/** What stood in the way of a look, if anything did. */
export const causeOfLook = (steps: readonly Step[]): CauseCode | null =>
  steps.find(({ cause, stage }) => cause !== null && WAY_IN.has(stage))?.cause ?? null

/** What is known after a look. Where something stood in its way, what it could not see stays as it was; an id stays in any case. */
export function seenAfter(look: Look, before: SeenOfGlpi | null): SeenOfGlpi {
  const { stored: _, proxy, ...sight } = look.sight
  const now: SeenOfGlpi = {
    ...sight,
    proxy: proxy && shownGlpiProxy(proxy),
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

/**
 * GLPI's own proxy as an address with its login. null where there is none that would serve from here: one whose password GLPI does
 * not tell, and one on GLPI's own machine where that is another than this.
 */
export function proxyAddress(proxy: Sight['proxy'], connection: Connection): string | null {
  if (!proxy || (proxy.user !== null && proxy.password === null)) return null
  const { scheme, login, host, port } = readGlpiProxy(proxy)
  if (isLoopback(host.toLowerCase()) && !isHere(connection)) return null
  const own =
    proxy.user === null ? login : `${encodeURIComponent(proxy.user)}:${encodeURIComponent(proxy.password ?? '')}`
  return `${scheme}${own && `${own}@`}${host}:${port}`
}

/** Whether this GLPI runs on the machine that Latchkey runs on, as far as its addresses tell. */
function isHere({ rest, restV2, console: shell, database }: Connection): boolean {
  const urls = [rest?.url, restV2?.url].flatMap((url) => (url === undefined ? [] : [new URL(url).hostname]))
  const hosts = urls.length > 0 ? urls : database ? [database.host] : []
  return hosts.length > 0 ? hosts.every(isLoopback) : shell?.prefix.length === 0
}
