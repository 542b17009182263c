import type { RouteOptions } from '#vendor/question.ts'
import type { StoredInstance } from './store/instances.ts'
import type { Vault } from './vault.ts'

/** How GLPI Network is asked for one instance; what is left out is as everywhere. */
export type VendorWay = Pick<RouteOptions, 'servicesUrl' | 'glpiVersion' | 'installMode'> & { proxy?: string }

/** What GLPI tells of itself goes into headers; a value that could not stand there is not repeated. */
const VERSION = /^[\w.+-]{1,40}$/
const MODE = /^\w{1,40}$/
const UID = /^[\x21-\x7e]{1,100}$/

/** As the GLPI of this instance would ask: by its own proxy, named with its own version and mode. */
export function vendorWay({ id, servicesUrl, glpi }: StoredInstance, vault: Vault): VendorWay {
  const { version = null, installMode = null } = glpi?.seen ?? {}
  return {
    servicesUrl,
    ...(version !== null && VERSION.test(version) && { glpiVersion: version }),
    ...(installMode !== null && MODE.test(installMode) && { installMode }),
    ...(glpi?.sealedProxy && { proxy: vault.open(glpi.sealedProxy, proxyPlace(id)) }),
  }
}

/** `X-Glpi-Network-Uid`: GLPI's own where it was seen. */
export function uidOf({ uid, glpi }: StoredInstance): string {
  const own = glpi?.seen?.uid ?? null
  return own !== null && UID.test(own) ? own : uid
}

/** Where secrets of an instance are sealed. */
export const connectionPlace = (id: string): string => `connection:${id}`
export const proxyPlace = (id: string): string => `proxy:${id}`
