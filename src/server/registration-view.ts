import type { CheckReply, Registration } from '#contract/panel.ts'
import { expiryOf } from '#domain/expiry.ts'
import { reachOf, unlockOf, type Reach } from '#domain/unlock.ts'
import { stateOf, type Finding, type Known, type Observation } from '#domain/verdict.ts'
import type { StoredRegistration } from './store/registrations.ts'

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/**
 * What the panel shows of one instance: field by field, so that nothing stored gets out by being added.
 * @param reach how GLPI Network answered an instance without a key; with one, its latest attempt tells.
 * @param now by the gateway's clock; corrected here by what the vendor's `Date` header showed.
 */
export function registrationView(
  instance: string,
  stored: StoredRegistration | null,
  reach: Reach,
  now: number,
): Registration {
  const known: Known | null = stored && { latest: stored.latest, answer: stored.answer }
  const answer = stored?.answer ?? null
  const vendorNow = now + (answer?.clockOffsetMs ?? 0)
  const expiry = answer?.verdict === 'refused' ? null : expiryOf(answer?.subscription ?? null, vendorNow)
  return {
    instance,
    state: stateOf(known, expiry?.rung != null),
    key: stored && {
      fingerprint: stored.fingerprint,
      length: stored.keyLength,
      savedAt: new Date(stored.savedAt).toISOString(),
    },
    text: stored?.finding ?? null,
    vendor: vendorPart(stored?.latest ?? null, stored?.answerLanguage ?? null),
    freshness: {
      checkedAt: instant(stored?.answerAt ?? null),
      source: answer === null ? null : stored?.latest?.verdict === 'no-answer' ? 'remembered' : 'live',
      attemptedAt: instant(stored?.latestAt ?? null),
      nextCheckAt: instant(stored?.nextCheckAt ?? null),
      by: stored?.latestBy ?? null,
    },
    storage: 'none',
    subscription: answer?.subscription ?? null,
    owner: answer?.owner ?? null,
    expiry,
    unlock: unlockOf(known, stored?.latest ? reachOf(stored.latest) : reach),
    now: new Date(vendorNow).toISOString(),
  }
}

/** What a dry run answers: the same folding, with nothing remembered. */
export function checkView(
  key: { finding: Finding; fingerprint: string },
  observation: Observation,
  language: string,
  now: number,
): CheckReply {
  const answer = observation.verdict === 'no-answer' ? null : observation
  const expiry =
    answer && answer.verdict !== 'refused' ? expiryOf(answer.subscription, now + (answer.clockOffsetMs ?? 0)) : null
  return {
    state: stateOf({ latest: observation, answer }, expiry?.rung != null),
    text: key.finding,
    vendor: vendorPart(observation, language),
    subscription: answer?.subscription ?? null,
    owner: answer?.owner ?? null,
    expiry,
    checkedAt: new Date(now).toISOString(),
    fingerprint: key.fingerprint,
  }
}

function vendorPart(observation: Observation | null, language: string | null): Registration['vendor'] {
  if (observation === null) return { verdict: 'not-asked', message: null, cause: null, language: null }
  const { verdict, message, cause } = observation
  return { verdict, message, cause, language: message === null ? null : language }
}
