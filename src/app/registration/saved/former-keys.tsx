import './former-keys.css'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { FORMER_KEY_DAYS, type FormerKey, type Registration } from '#contract/panel.ts'
import { changedBy } from '../../call.ts'
import { ChangedQuestion } from '../../shared/changed-question.tsx'
import { FailureMessage } from '../../shared/failure-message.tsx'
import { useGatewayNow } from '../../shared/gateway-now.ts'
import { Button } from '../../ui/button.tsx'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { ago } from '../../ui/format.ts'
import { Time } from '../../ui/time.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FingerprintText } from '../../shared/verdict/fingerprint.tsx'
import { useRestoreKey, type Restoring } from '../../shared/queries/registration.ts'
import { ReplaceQuestion } from '../../shared/entry/replace-question.tsx'
import { checkToConfirmOf } from '../../shared/entry/use-key-entry.ts'
import { Waiting } from '../../ui/waiting.tsx'

type Props = { registration: Registration; onRestored: (restored: Registration) => void }

/** Keys that were replaced or removed, and can be put back for a few days. */
export function FormerKeys({ registration, onRestored }: Props) {
  const { t } = useLingui()
  const { instance, former, key, glpi, revision } = registration
  const restore = useRestoreKey(instance)
  const now = useGatewayNow()
  const [toConfirm, setToConfirm] = useState<Restoring | null>(null)
  const checkToConfirm = checkToConfirmOf(restore.error)
  const changed = changedBy(restore.error)
  const restoreKey = (restoring: Restoring) => restore.mutate(restoring, { onSuccess: onRestored })
  const retryWith = (answered: Partial<Restoring>) =>
    restore.variables && restoreKey({ ...restore.variables, ...answered })

  function press({ fingerprint }: FormerKey) {
    const restoring = { fingerprint, replaceUnverified: false, revision }
    if (key === null) restoreKey(restoring)
    else setToConfirm(restoring)
  }

  return (
    <section className="lk-former" aria-label={t`Former keys`}>
      <ul>
        {former.map((one) => (
          <li key={one.fingerprint}>
            <Button
              busy={restore.isPending && restore.variables.fingerprint === one.fingerprint}
              icon={<IconRefresh size={18} aria-hidden="true" />}
              onClick={() => press(one)}
            >
              <span>
                <PutBack former={one} now={now} />
              </span>
            </Button>
            <span className="text-secondary">
              <FingerprintText of={one.fingerprint} />{' '}
              <CopyIcon text={one.fingerprint} label={t`Copy the fingerprint`} />{' '}
              <Time at={one.until}>{leftWords(Date.parse(one.until) - now)}</Time>
            </span>
          </li>
        ))}
      </ul>
      {restore.isPending && (
        <Waiting atMost={glpi ? 66 : 6}>
          <Trans>Putting the key back…</Trans>
        </Waiting>
      )}
      {restore.error && !checkToConfirm && !changed && <FailureMessage error={restore.error} />}
      {toConfirm && (
        <ConfirmDialog
          title={<Trans>Replace the saved key with the former one?</Trans>}
          onCancel={() => setToConfirm(null)}
          safe={{ label: <Trans>Keep the saved one</Trans>, variant: 'primary', onPress: () => setToConfirm(null) }}
          action={{
            label: <Trans>Put it back</Trans>,
            variant: 'danger',
            // the list shows both, as the question closes at once
            isBusy: false,
            onPress: () => {
              setToConfirm(null)
              restoreKey(toConfirm)
            },
          }}
          failure={null}
        >
          {glpi && (
            <p>
              <Trans>It is written into GLPI as well.</Trans>
            </p>
          )}
          <p>
            <Trans>You can then put back the key that is saved now.</Trans>
          </p>
        </ConfirmDialog>
      )}
      {checkToConfirm && (
        <ReplaceQuestion
          reply={checkToConfirm}
          registration={registration}
          isBusy={restore.isPending}
          onKeep={restore.reset}
          onReplace={() => retryWith({ replaceUnverified: true })}
        />
      )}
      {changed && (
        <ChangedQuestion
          changed={changed}
          goOn={<Trans>Put it back anyway</Trans>}
          isBusy={restore.isPending}
          onStop={restore.reset}
          onGoOn={() => retryWith({ revision: changed.revision })}
        />
      )}
    </section>
  )
}

function PutBack({ former: { endedAt, reason }, now }: { former: FormerKey; now: number }) {
  // our now is updated only now and then, and may be a moment before `endedAt`
  const when = (
    <Time at={endedAt} isPlain>
      {ago(endedAt, Math.max(now, Date.parse(endedAt)))}
    </Time>
  )
  return reason === 'replaced' ? (
    <Trans>Put back the key that was replaced {when}</Trans>
  ) : (
    <Trans>Put back the key that was removed {when}</Trans>
  )
}

/** Rounded up: what can still be put back today has one day left. */
const leftWords = (ms: number): string => {
  const days = Math.min(FORMER_KEY_DAYS, Math.max(1, Math.ceil(ms / 86_400_000)))
  return plural(days, { one: 'can be put back for # day', other: 'can be put back for # days' })
}
