import type { PathState } from '#domain/diagnosis.ts'
import { readReplacePlugins } from '#contract/glpi.ts'
import type { Snapshot } from '#domain/storage.ts'
import type { ProbeOutput, ProbedVendor } from './answer.ts'
import { rightsOf } from './console-rights.ts'
import { causeOfCurlReply, failureOfCurl } from './curl-failure.ts'
import { fileState, folderState } from './path-state.ts'
import { storedKeyOfProbe } from './stored-there.ts'

/** What the probe saw of a GLPI. It contains no password: the proxy's is used on that machine, and stays there. */
export function snapshotOfHost(answer: ProbeOutput): Partial<Snapshot> {
  const { glpi, keyFile, directory, database, vendor } = answer
  const seen: Partial<Snapshot> = {
    version: glpi.version,
    installMode: glpi.version === null ? null : glpi.installMode,
    marketplaceEnabled: glpi.version === null ? null : glpi.marketplace,
    directoryWritable: USABLE[folderState(directory.seen)] ?? null,
    cryptKey: CRYPT_KEY[fileState(keyFile.seen)] ?? null,
    vendorReach: vendor && reachOf(vendor),
  }
  if (database.error !== null) return seen
  return {
    ...seen,
    uid: database.uid,
    rights: rightsOf(answer),
    proxy: database.proxy && { ...database.proxy, user: database.proxy.user || null, password: null },
    proxyExclusions: database.exclusions,
    replacePlugins: database.error === null ? readReplacePlugins(database.replacePlugins ?? undefined) : null,
    stored: storedKeyOfProbe(answer),
  }
}

const USABLE: Partial<Record<PathState, boolean>> = { writable: true, 'read-only': false, missing: false }

const CRYPT_KEY: Partial<Record<PathState, 'sound' | 'missing'>> = {
  sound: 'sound',
  missing: 'missing',
  unreadable: 'missing',
  'wrong-length': 'missing',
}

/** Whether GLPI Network answered PHP on GLPI's own machine. A PHP without curl could not ask, nor does one ask as GLPI that lacks its proxy's password. */
function reachOf(vendor: ProbedVendor): Snapshot['vendorReach'] {
  const { asked, proxied, withoutPassword } = vendor
  if (asked === null) return null
  const asking = { isSecure: vendor.url.startsWith('https:'), isProxied: proxied }
  const cause = failureOfCurl(asked, asking)?.cause ?? (asked.errno === 0 ? causeOfCurlReply(asked, proxied) : null)
  if (cause === 'proxy-auth-required' && withoutPassword) return null
  return { reachable: cause === null, cause }
}
