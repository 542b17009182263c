import type { FormerKey } from '#contract/panel.ts'
import { isSamePlace } from './same-place.ts'
import { keptUntil, type StoredFormerKey } from './store/former-keys.ts'
import type { StoredInstance } from './store/instances.ts'

/**
 * Whether a former key may go where a key of this instance goes now. It was given for certain places: who may change settings could
 * otherwise have it sent to a place of his own.
 */
export const putsBack = ({ servicesUrl, glpi }: StoredInstance, former: StoredFormerKey): boolean =>
  isSamePlace(former.servicesUrl, servicesUrl) && (glpi === null || former.given)

/** What the page shows of them. */
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
