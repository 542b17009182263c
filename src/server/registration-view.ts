import type { CheckReply, Registration } from '#contract/panel.ts'
import { reachabilityOf, unlockOf, type Reachability } from '#domain/unlock.ts'
import type { Finding, Observation } from '#domain/verdict.ts'
import { formerView } from './former-keys.ts'
import { glpiView, canRewrite, storedStorageStateOf, seenInGlpi } from './glpi/view.ts'
import { registrationRevision } from './revision.ts'
import { foldState, type VendorTime } from '#domain/fold-state.ts'
import type { StoredFormerKey } from './store/former-keys.ts'
import type { StoredInstance } from './store/instances.ts'
import type { StoredRegistration } from './store/registrations.ts'
import { instantOf } from './store/stored-values.ts'
import { stateAndWarning } from '../domain/warning.ts'
import { askedAs } from './vendor-path.ts'

/**
 * The registration of one instance, as the page shows it. Each field is named, so that a new stored field is not shown by accident.
 * All times but `savedAt` and those of former keys are by GLPI Network's clock, as `now` is, so that the spans between them are right.
 * @param reach how GLPI Network answered an instance without a key; with a key, its latest attempt counts.
 */
export function registrationView(
  instance: StoredInstance,
  stored: StoredRegistration | null,
  reach: Reachability,
  time: VendorTime,
  former: readonly StoredFormerKey[] = [],
): Registration {
  const { id, glpi } = instance
  const answer = stored?.answer ?? null
  const place = storedStorageStateOf(glpi)
  const seen = glpi && place && { ...glpi, place, clockOffsetSeconds: glpi.seen?.clockOffsetSeconds ?? null }
  const { state, expiry, inDoubt, countedAt, warning } = stateAndWarning(time, stored, seen)
  const soFar = (at: number | null) => instantOf(at === null ? null : Math.min(at, countedAt))
  return {
    instance: id,
    revision: registrationRevision(instance, stored),
    state,
    key: stored && {
      fingerprint: stored.fingerprint,
      length: stored.keyLength,
      savedAt: new Date(stored.savedAt).toISOString(),
    },
    text: stored?.finding ?? null,
    vendor: vendorPart(stored?.latest ?? null, stored?.answerLanguage ?? null),
    freshness: {
      checkedAt: soFar(stored?.answerVendorAt ?? stored?.answerAt ?? null),
      source: answer === null ? null : inDoubt || stored?.latest?.verdict === 'no-answer' ? 'remembered' : 'live',
      attemptedAt: soFar(stored?.latestVendorAt ?? stored?.latestAt ?? null),
      nextCheckAt: instantOf(stored && stored.nextCheckAt - time.ourNow + countedAt),
      by: stored?.latestBy ?? null,
    },
    storage: glpi?.storage ?? 'none',
    storageCause: glpi?.cause ?? null,
    glpi: glpi && glpiView(glpi),
    mayWriteAgain: canRewrite(glpi, stored),
    askedAs: askedAs(instance),
    former: formerView(instance, former),
    writeDue: glpi?.writeDue === true && canRewrite(glpi, stored),
    subscription: answer?.subscription ?? null,
    owner: answer?.owner ?? null,
    expiry,
    warning,
    unlock: unlockOf(stored, stored?.latest ? reachabilityOf(stored.latest) : reach, inDoubt, seenInGlpi(glpi)),
    now: new Date(countedAt).toISOString(),
  }
}

/** The result of a dry run, folded in the same way from the answer alone. */
export function checkView(
  key: { finding: Finding; fingerprint: string },
  observation: Observation,
  language: string,
  time: VendorTime,
): CheckReply {
  const answer = observation.verdict === 'no-answer' ? null : observation
  const { state, expiry } = foldState(time, {
    latest: observation,
    answer,
    answerAt: time.ourNow,
    answerVendorAt: time.sure ? time.now : null,
  })
  return {
    state,
    text: key.finding,
    vendor: vendorPart(observation, language),
    subscription: answer?.subscription ?? null,
    owner: answer?.owner ?? null,
    expiry,
    checkedAt: new Date(time.now).toISOString(),
    fingerprint: key.fingerprint,
  }
}

function vendorPart(observation: Observation | null, language: string | null): Registration['vendor'] {
  if (observation === null) return { verdict: 'not-asked', message: null, cause: null, language: null }
  const { verdict, message, cause } = observation
  return { verdict, message, cause, language: message === null ? null : language }
}
