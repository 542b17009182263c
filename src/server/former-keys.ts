import type { FormerKey } from '#contract/panel.ts'
import { isSamePlace } from './same-place.ts'
import { keptUntil, type StoredFormerKey } from './store/former-keys.ts'
import type { StoredInstance } from './store/instances.ts'

/**
 * Whether a former key may be sent where a key of this instance goes now. It was given for certain places. Otherwise a person who
 * may change settings could have it sent elsewhere.
 */
export const putsBack = ({ servicesUrl, glpi }: StoredInstance, former: StoredFormerKey): boolean =>
  isSamePlace(former.servicesUrl, servicesUrl) && (glpi === null || former.given)

/** What the page shows about former keys. */
export const formerView = (instance: StoredInstance, formerKeys: readonly StoredFormerKey[]): FormerKey[] =>
  formerKeys
    .filter((former) => putsBack(instance, former))
    .map((former) => ({
      fingerprint: former.fingerprint,
      length: former.keyLength,
      endedAt: new Date(former.endedAt).toISOString(),
      until: new Date(keptUntil(former)).toISOString(),
      reason: former.reason,
    }))
