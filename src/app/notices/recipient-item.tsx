import { LANGUAGE_NAMES } from '#contract/languages.ts'
import { Trans, useLingui, Plural } from '@lingui/react/macro'
import { IconPencil, IconSend, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { isUnencrypted } from '#contract/loopback.ts'
import type { Recipient } from '#contract/notices.ts'
import { changedBy } from '../call.ts'
import { UnencryptedNote } from '../shared/connection/unencrypted-note.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { KIND_NAMES } from '../shared/recipient-kinds.ts'
import { announce } from '../ui/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Done } from '../ui/done.tsx'
import { moment } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import { NoticesChanged } from './notices-changed.tsx'
import { UNENCRYPTED_TARGET } from './notice-words.ts'
import { useClearRecipient, useRemoveRecipient, useRetryRecipient, useTestRecipient } from './queries.ts'
import { FailureLine, TestOutcome } from './test-outcome.tsx'
import { useFocusOnce } from './use-focus-once.ts'
import { useWishLines } from './wish-lines.ts'

type Props = {
  recipient: Recipient
  /** Its form was closed: the button that opened it has the focus again. */
  isBack: boolean
  /** The form was closed with a change. */
  isSaved: boolean
  onChange: () => void
}

/** One recipient: which warnings it gets, and whether they arrived. */
export function RecipientItem({ recipient, isBack, isSaved, onChange }: Props) {
  const { t, i18n } = useLingui()
  const { id, name, kind, target, failing, givenUp } = recipient
  const test = useTestRecipient(id)
  const retry = useRetryRecipient(id)
  const clear = useClearRecipient(id)
  const [isRemoving, setRemoving] = useState(false)
  const changeButton = useFocusOnce<HTMLButtonElement>(isBack)
  const wishes = useWishLines(recipient)
  return (
    <article aria-label={name}>
      <header className="lk-notices-head">
        <h2 translate="no">{name}</h2>
        <SendState recipient={recipient} />
      </header>
      <p>
        {i18n._(KIND_NAMES[kind])} · <span translate="no">{target}</span> · {LANGUAGE_NAMES[recipient.language]}
      </p>
      {kind !== 'email' && isUnencrypted(target) && <UnencryptedNote warning={UNENCRYPTED_TARGET} />}
      <ul className="lk-notices-wishes text-secondary">
        {wishes.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {failing && (
        <Message
          tone="warning"
          title={<Trans>Failing since {moment(failing.since)}</Trans>}
          action={
            <Button busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
              <Trans>Try now</Trans>
            </Button>
          }
        >
          <FailureLine failure={failing.failure} />
          <p>
            <Trans>Next attempt: {moment(failing.nextAttemptAt)}.</Trans>
          </p>
        </Message>
      )}
      {givenUp && (
        <Message
          tone="danger"
          title={
            <Plural
              value={givenUp.count}
              one="# message was given up after three days of attempts"
              other="# messages were given up after three days of attempts"
            />
          }
          action={
            <span className="lk-actions">
              <Button busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
                <Trans>Try again</Trans>
              </Button>
              <Button busy={clear.isPending} onClick={() => clear.mutate(undefined)}>
                <Trans>Forget them</Trans>
              </Button>
            </span>
          }
        >
          <FailureLine failure={givenUp.failure} />
        </Message>
      )}
      {(retry.error ?? clear.error) && <FailureMessage error={retry.error ?? clear.error ?? new Error()} />}
      <TestOutcome test={test} />
      <div className="lk-actions">
        <Button
          busy={test.isPending}
          icon={<IconSend size={20} aria-hidden="true" />}
          aria-label={t`Test: ${name}`}
          onClick={() => {
            announce(t`Sending a test message.`)
            test.mutate()
          }}
        >
          <Trans>Test</Trans>
        </Button>
        <Button
          ref={changeButton}
          icon={<IconPencil size={20} aria-hidden="true" />}
          aria-label={t`Change: ${name}`}
          onClick={onChange}
        >
          <Trans>Change</Trans>
        </Button>
        <Button
          variant="danger"
          icon={<IconTrash size={20} aria-hidden="true" />}
          aria-label={t`Remove: ${name}`}
          onClick={() => setRemoving(true)}
        >
          <Trans>Remove…</Trans>
        </Button>
        {isSaved && (
          <Done>
            <Trans>Saved.</Trans>
          </Done>
        )}
      </div>
      {isRemoving && <RemoveQuestion recipient={recipient} onClose={() => setRemoving(false)} />}
    </article>
  )
}

function SendState({ recipient: { lastSentAt, queued, forDigest, failing, givenUp } }: { recipient: Recipient }) {
  return (
    <span className="lk-notices-state">
      {givenUp && (
        <Badge tone="danger">
          <Trans>Given up</Trans>
        </Badge>
      )}
      {failing && (
        <Badge tone="warning">
          <Trans>Failing</Trans>
        </Badge>
      )}
      {queued > 0 && (
        <Badge tone="info">
          <Plural value={queued} one="# waiting" other="# waiting" />
        </Badge>
      )}
      {forDigest > 0 && (
        <Badge tone="info">
          <Plural value={forDigest} one="# for the next digest" other="# for the next digest" />
        </Badge>
      )}
      <span className="text-secondary">
        {lastSentAt === null ? <Trans>nothing sent yet</Trans> : <Trans>last sent {moment(lastSentAt)}</Trans>}
      </span>
    </span>
  )
}

function RemoveQuestion({ recipient, onClose }: { recipient: Recipient; onClose: () => void }) {
  const { t } = useLingui()
  const [{ id, name, queued, revision }] = useState(recipient)
  const remove = useRemoveRecipient(id)
  const drop = (expected: string) => remove.mutate(expected, { onSuccess: () => announce(t`Removed.`) })
  if (changedBy(remove.error))
    return (
      <NoticesChanged
        error={remove.error}
        goOn={<Trans>Remove the recipient</Trans>}
        isBusy={remove.isPending}
        onStop={onClose}
        onGoOn={drop}
      />
    )
  return (
    <ConfirmDialog
      title={<Trans>Remove {name} from the recipients?</Trans>}
      onCancel={onClose}
      safe={{ label: <Trans>Leave it as it is</Trans>, onPress: onClose }}
      action={{
        label: <Trans>Remove the recipient</Trans>,
        variant: 'danger',
        isBusy: remove.isPending,
        onPress: () => drop(revision),
      }}
      failure={remove.error && <FailureMessage error={remove.error} />}
    >
      <p>
        {queued > 0 ? (
          <Plural
            value={queued}
            one="It gets no more messages, and # waiting message is not sent."
            other="It gets no more messages, and # waiting messages are not sent."
          />
        ) : (
          <Trans>It gets no more messages.</Trans>
        )}
      </p>
    </ConfirmDialog>
  )
}
