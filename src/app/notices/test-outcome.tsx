import { Trans, useLingui } from '@lingui/react/macro'
import type { NoticeFailure, NoticeTest } from '#contract/notices.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Message } from '../ui/message.tsx'
import { FAULT_WORDS } from './notice-words.ts'

type Props = { test: { data: NoticeTest | undefined; error: Error | null } }

/** What became of a test message: the answer itself, or why there was none. */
export function TestOutcome({ test: { data, error } }: Props) {
  if (error) return <FailureMessage error={error} />
  if (!data) return null
  if (data.failure) {
    return (
      <Message tone="danger" alert title={<Trans>The test message was not taken</Trans>}>
        <FailureLine failure={data.failure} />
      </Message>
    )
  }
  return (
    <Message tone="success" alert title={<Trans>The test message was taken</Trans>}>
      <p>
        <Trans>
          Answer: <code translate="no">{data.said ?? ''}</code>. Look whether it has arrived.
        </Trans>
      </p>
    </Message>
  )
}

/** What came with these is the answer of the other side; with others it is a code of the system. */
const IS_ANSWERED = new Set<NoticeFailure['fault']>(['refused', 'sign-in-refused', 'redirected'])

/** Why a message was not taken, with what the other side said. */
export function FailureLine({ failure: { fault, said } }: { failure: NoticeFailure }) {
  const { i18n } = useLingui()
  return (
    <p>
      {i18n._(FAULT_WORDS[fault])}
      {said !== null && (
        <>
          {' '}
          {IS_ANSWERED.has(fault) ? (
            <Trans>
              Answer: <code translate="no">{said}</code>
            </Trans>
          ) : (
            <code translate="no">{said}</code>
          )}
        </>
      )}
    </p>
  )
}
