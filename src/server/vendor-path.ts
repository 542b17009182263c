import { firstOf, seenUid, seenVersion, type AskedAs, type Origin } from '#contract/asked-as.ts'
import type { NetworkPathOptions } from '#glpi-network/question.ts'
import type { StoredInstance } from './store/instances.ts'
import { proxyPlace } from './sealed-places.ts'
import type { Vault } from './vault.ts'

/** How GLPI Network is asked about one instance. Omitted fields use the defaults. */
export type VendorPath = Pick<NetworkPathOptions, 'servicesUrl' | 'glpiVersion' | 'installMode'> & { proxy?: string }

/** GLPI's mode goes into a header. A value that does not fit there is left out. */
const MODE = /^\w{1,40}$/

/** As the GLPI of this instance would ask: through its own proxy, with its own version and mode. */
export function vendorPathOf(instance: StoredInstance, vault: Vault): VendorPath {
  const { id, servicesUrl, glpi } = instance
  const { installMode = null } = glpi?.seen ?? {}
  return {
    servicesUrl,
    glpiVersion: versionOf(instance).value,
    ...(installMode !== null && MODE.test(installMode) && { installMode }),
    ...(glpi?.sealedProxy && proxyOf(glpi) !== null && { proxy: vault.open(glpi.sealedProxy, proxyPlace(id)) }),
  }
}

/** For comparing it with others: without a proxy that cannot be decrypted. */
export function readableVendorPathOf(instance: StoredInstance, vault: Vault): VendorPath {
  const { id, glpi } = instance
  const isUnreadable = glpi?.sealedProxy && !vault.opens(glpi.sealedProxy, proxyPlace(id))
  return vendorPathOf(isUnreadable ? { ...instance, glpi: { ...glpi, sealedProxy: null } } : instance, vault)
}

/** An entry of GLPI 11's `proxy_exclusions`: GLPI calls GLPI Network without its proxy. */
const PAST_THE_PROXY = 'GLPINetwork'

/** Whether GLPI's own proxy is used, and whether the latest inspection or an earlier one saw it. */
function proxyOf(glpi: StoredInstance['glpi']): AskedAs['proxy'] {
  if (!glpi?.sealedProxy || glpi.seen?.proxyExclusions?.includes(PAST_THE_PROXY)) return null
  return glpi.inspectionCause === null ? 'glpi' : 'glpi-earlier'
}

type Named = Pick<StoredInstance, 'uid' | 'glpiVersion' | 'glpi'>

const versionOf = ({ glpiVersion, glpi }: Named) => firstOf(seenVersion(glpi?.seen?.version), glpiVersion)

/** `X-Glpi-Network-Uid`: GLPI's own where it was seen, else the one a person entered, else none. */
export const uidOf = ({ uid, glpi }: Named): { value: string | null; from: Origin | null } =>
  firstOf(seenUid(glpi?.seen?.uid), uid)

/** The version, id and proxy that GLPI Network sees, and where they come from. */
export function askedAs(instance: Named): AskedAs {
  const { value, from } = versionOf(instance)
  return { version: value, versionFrom: from, idFrom: uidOf(instance).from, proxy: proxyOf(instance.glpi) }
}
