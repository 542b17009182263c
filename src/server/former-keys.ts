import type { FormerKey } from '#contract/panel.ts'
import { keptUntil, type StoredFormerKey } from './store/former-keys.ts'
import type { StoredInstance } from './store/instances.ts'

/** Whether a key that was meant for one address may be sent to the other. A change to https is allowed, a change from https is not. */
export function isSamePlace(from: string, to: string): boolean {
  const [before, after] = [new URL(from), new URL(to)]
  return before.host === after.host && (before.protocol === after.protocol || after.protocol === 'https:')
}

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
