import { Trans, useLingui } from '@lingui/react/macro'
import { Refusal } from './call.ts'
import { CauseMeaning, CauseNext, CauseTitle } from './causes/lazy.tsx'
import { REQUEST_WORDS } from './failure-words.ts'
import { Button } from './ui/button.tsx'
import { Message } from './ui/message.tsx'

const isRequestCode = (code: string): code is keyof typeof REQUEST_WORDS => Object.hasOwn(REQUEST_WORDS, code)

/** What went wrong with a call, in words of its code: the gateway's silence is another thing than its refusal. */
export function FailureMessage({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { i18n } = useLingui()
  const again = onRetry && (
    <Button onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  )
  if (!(error instanceof Refusal)) {
    return (
      <Message tone="danger" alert title={<Trans>Latchkey’s own server does not answer</Trans>} action={again}>
        <p>
          <Trans>
            This says nothing about GLPI Network or your key. Look whether Latchkey is still running where it was
            started.
          </Trans>
        </p>
      </Message>
    )
  }
  if (isRequestCode(error.code)) {
    return <Message tone="danger" alert title={i18n._(REQUEST_WORDS[error.code])} action={again} />
  }
  return (
    <Message tone="danger" alert title={<CauseTitle code={error.code} />} action={again}>
      <CauseMeaning code={error.code} />
      <CauseNext code={error.code} />
    </Message>
  )
}
