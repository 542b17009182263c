import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Registration } from '#contract/panel.ts'
import type { CauseCode } from '#domain/causes.ts'
import { isWarningDue } from '#domain/expiry.ts'
import { isDecidedInGlpi, type State } from '#domain/verdict.ts'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../../shared/cause/lazy.tsx'
import { FindOutWhy } from '../../shared/find-out-why.tsx'
import { Message } from '../../ui/message.tsx'
import { ago } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'
import { PortalLink } from '../../shared/portal-link.tsx'
import { PRACTICE } from '../../shared/practice.tsx'
import { DismissButton } from './dismiss-button.tsx'
import { dismissedRung } from './dismissals.ts'
import { stateWordsOf } from '../../shared/verdict/state-words.ts'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** States that are shown as an alert. None of them prevents saving another key. */
const ALERTS: Record<State, boolean> = {
  none: false,
  active: false,
  expiring: false,
  managed: false,
  ended: true,
  'not-started': true,
  refused: true,
  pending: true,
  unconfirmed: true,
  differs: true,
  broken: true,
}

/** What the state says in its own words need not be said again in the cause's. */
const SAID_BY_STATE = new Set<CauseCode>(['subscription-ended', 'subscription-not-started', 'key-refused'])

/** Nothing is left to find out about these. */
const STANDS_BY_ITSELF = new Set<State>(['ended', 'not-started'])

type Props = {
  registration: Registration
  now: number
  /** The button that writes the key again; for administrators, where there is a GLPI. */
  again: ReactNode
  onDismiss: () => void
}

export const isShownAsAlert = (state: State): boolean => ALERTS[state]

export function StateAlert({ registration, now, again, onDismiss }: Props) {
  const { i18n, t } = useLingui()
  const { instance, state, vendor, freshness } = registration
  // what is in GLPI decides this one, whatever GLPI Network says of the key
  const cause = isDecidedInGlpi(state) ? registration.storageCause : vendor.cause
  if (!ALERTS[state]) return null
  const canDismiss = state === 'ended' && registration.expiry?.rung === 'ended'
  // the last rung: what has ended is still named by the badge, in the list and in the tab
  if (canDismiss && !isWarningDue(registration.expiry, dismissedRung(registration))) return null
  const { tone, sentence } = stateWordsOf(state)
  return (
    <Message
      tone={tone}
      title={i18n._(sentenceInGlpi(registration) ?? sentence)}
      action={canDismiss && <DismissButton label={t`Dismiss until it ends again`} onPress={onDismiss} />}
    >
      {state === 'unconfirmed' && freshness.checkedAt !== null && (
        <p>
          <Trans>It was accepted {timeAgo(freshness.checkedAt, now)}, and stays saved. Latchkey keeps asking.</Trans>
        </p>
      )}
      {state === 'pending' && (
        <p>
          <Trans>It stays saved. Latchkey keeps asking, and this page shows the answer as soon as it comes.</Trans>
        </p>
      )}
      {cause && !SAID_BY_STATE.has(cause) && (
        <>
          {cause !== 'key-differs' && (
            <p>
              <strong>
                <LazyCauseTitle code={cause} />
              </strong>
            </p>
          )}
          <LazyCauseMeaning code={cause} />
        </>
      )}
      {cause && <LazyCauseNextStep code={cause} />}
      {state === 'broken' && (
        <p>
          <Trans>Latchkey still has the key. Once this is fixed, it can be written again.</Trans>
        </p>
      )}
      {state === 'ended' && (
        <p>
          <Trans>
            Premium plugins and support have stopped. Community GLPI keeps working, and installed plugins stay.
          </Trans>
        </p>
      )}
      {state === 'ended' && instance !== PRACTICE && <PortalLink forRenewal />}
      {!STANDS_BY_ITSELF.has(state) && (
        <div className="lk-actions">
          {isDecidedInGlpi(state) && again}
          <FindOutWhy instance={instance} />
        </div>
      )}
    </Message>
  )
}

/**
 * What a state that GLPI decides says in place of its own sentence, where GLPI's field is empty: that is no key that cannot be read, and no
 * other key either.
 */
function sentenceInGlpi({ state, storage, key }: Pick<Registration, 'state' | 'storage' | 'key'>) {
  if (key === null || (state !== 'broken' && state !== 'differs')) return null
  return EMPTY_WORDS[storage] ?? null
}

const EMPTY_WORDS: Partial<Record<Registration['storage'], MessageDescriptor>> = {
  none: msg`GLPI has no key any more`,
  blank: msg`GLPI’s field for the key is empty`,
}

const timeAgo = (at: string, now: number) => <Time at={at}>{ago(at, now)}</Time>
