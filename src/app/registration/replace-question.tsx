import { Trans } from '@lingui/react/macro'
import type { CheckReply } from '#contract/panel.ts'
import { Button } from '../ui/button.tsx'
import { Question } from '../ui/question.tsx'
import { VendorQuote } from './vendor-quote.tsx'

type Props = { reply: CheckReply; onKeep: () => void; onReplace: () => void }

/** Asked before a key that may be good is lost to one that is not. */
export function ReplaceQuestion({ reply: { vendor }, onKeep, onReplace }: Props) {
  const title =
    vendor.verdict === 'refused' ? (
      <Trans>GLPI Network refuses this new key</Trans>
    ) : (
      <Trans>The subscription of this new key is not running</Trans>
    )
  return (
    <Question
      title={title}
      onCancel={onKeep}
      actions={
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
          <Button look="primary" onClick={onKeep} autoFocus>
            <Trans>Keep the saved one</Trans>
          </Button>
          <Button look="danger" onClick={onReplace}>
            <Trans>Replace anyway</Trans>
          </Button>
        </>
      }
    >
      <VendorQuote vendor={vendor} />
      <p>
        <Trans>
          The key that is saved now works, or did when it was last checked. Once replaced, it cannot be read back out of
          Latchkey.
        </Trans>
      </p>
    </Question>
  )
}
