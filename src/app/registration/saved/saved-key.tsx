import { Trans } from '@lingui/react/macro'
import { IconRefresh, IconReplace } from '@tabler/icons-react'
import { useState } from 'react'
import type { Registration } from '#contract/panel.ts'
import { changedBy } from '../../call.ts'
import { useGatewayNow } from '../../shared/gateway-now.ts'
import { FailureMessage } from '../../shared/failure-message.tsx'
import { WhoMay } from '../../shared/who-may.tsx'
import { useMay } from '../../shared/queries/session.ts'
import { Button } from '../../ui/button.tsx'
import { Done } from '../../ui/done.tsx'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'
import { SubscriptionRows } from '../../shared/subscription/subscription-rows.tsx'
import { useCheckNow, useRemoveKey } from '../../shared/queries/registration.ts'
import { VerdictParts } from '../../shared/verdict/verdict-parts.tsx'
import { Waiting } from '../../ui/waiting.tsx'

const ChangedQuestion = lazyWithRetry(() => import('../../shared/changed-question.tsx'), 'ChangedQuestion')
const RemoveQuestion = lazyWithRetry(() => import('./remove-question.tsx'), 'RemoveQuestion')

/** States in which a key may be what keeps the marketplace open. */
const RUNNING = new Set<Registration['state']>(['active', 'expiring', 'unconfirmed', 'differs', 'pending'])

type Props = {
  registration: Registration
  name: string
  now: number
  isReplacing: boolean
  onReplace: () => void
  onChecked: (registration: Registration) => void
  onRemoved: (registration: Registration) => void
}

/** What is known of the saved key, and what can be done with it, in every state. */
export function SavedKey({ registration, name, now, isReplacing, onReplace, onChecked, onRemoved }: Props) {
  const checkNow = useCheckNow(registration.instance)
  const removeKey = useRemoveKey(registration.instance)
  const mayChange = useMay('changeKeys')
  const mayCheck = useMay('checkKeys')
  const gatewayNow = useGatewayNow()
  // the state that the question is about: what comes from elsewhere while it is open is another one
  const [asked, setAsked] = useState<{ revision: string } | null>(null)
  const [isUnchanged, setUnchanged] = useState(false)
  const changed = changedBy(removeKey.error)
  const stop = () => {
    setAsked(null)
    removeKey.reset()
  }
  return (
    <>
      <VerdictParts registration={registration} now={now} gatewayNow={gatewayNow} />
      <SubscriptionRows registration={registration} now={now} />
      {checkNow.error && <FailureMessage error={checkNow.error} />}
      <div className="lk-actions lk-actions-bar">
        {mayChange && (
          <Button
            busy={checkNow.isPending}
            icon={<IconRefresh size={20} aria-hidden="true" />}
            onClick={() =>
              checkNow.mutate(undefined, {
                onSuccess: (checked) => {
                  setUnchanged(checked.state === registration.state)
                  onChecked(checked)
                },
              })
            }
          >
            <Trans>Check now</Trans>
          </Button>
        )}
        {mayCheck && !isReplacing && (
          <Button icon={<IconReplace size={20} aria-hidden="true" />} onClick={onReplace}>
            {mayChange ? <Trans>Replace key</Trans> : <Trans>Check another key</Trans>}
          </Button>
        )}
        {checkNow.isPending && (
          <Waiting>
            <Trans>Waiting for GLPI Network to answer</Trans>
          </Waiting>
        )}
        {checkNow.isSuccess && isUnchanged && (
          <Done>
            <Trans>Asked again: nothing has changed</Trans>
          </Done>
        )}
        <span className="lk-spring" />
        {mayChange ? (
          <Button variant="danger" onClick={() => setAsked({ revision: registration.revision })}>
            <Trans>Remove…</Trans>
          </Button>
        ) : (
          <WhoMay capability="changeKeys" />
        )}
      </div>
      <LoadingBoundary>
        {asked && !changed && (
          <RemoveQuestion
            name={name}
            hasGlpi={registration.glpi !== null}
            isRunning={RUNNING.has(registration.state)}
            isRemoving={removeKey.isPending}
            error={removeKey.error}
            onCancel={stop}
            onRemove={() => removeKey.mutate(asked, { onSuccess: onRemoved })}
          />
        )}
        {changed && (
          <ChangedQuestion
            changed={changed}
            goOn={<Trans>Remove it anyway</Trans>}
            isBusy={removeKey.isPending}
            onStop={stop}
            onGoOn={() => removeKey.mutate(changed, { onSuccess: onRemoved })}
          />
        )}
      </LoadingBoundary>
    </>
  )
}
