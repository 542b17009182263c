import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { State } from '#domain/verdict.ts'
import { Button } from '../ui/button.tsx'
import { Question } from '../ui/question.tsx'
import { VendorQuote } from './vendor-quote.tsx'

const WORKED = msg`The key that is saved now works, or did when it was last checked.`

/** What is known of the saved key, where it is not that it works. */
const SAVED_WORDS: Partial<Record<State, MessageDescriptor>> = {
  pending: msg`Nothing is known of the saved key yet: GLPI Network never answered about it.`,
  'not-started': msg`The key that is saved now is genuine, and its subscription starts later.`,
  differs: msg`The key that is saved now is not the one in GLPI.`,
  ended: msg`The subscription of the key that is saved now has ended.`,
  refused: msg`The key that is saved now is refused.`,
  broken: msg`GLPI cannot read the key that is saved now.`,
}

type Props = { reply: CheckReply; registration: Registration; onKeep: () => void; onReplace: () => void }

/** Asked before a key that may be good is lost to one that is not, and before a text is saved that is none by its shape. */
export function ReplaceQuestion({ reply: { vendor }, registration: { key, state }, onKeep, onReplace }: Props) {
  const { i18n } = useLingui()
  const title =
    vendor.verdict === 'refused' ? (
      key === null ? (
        <Trans>GLPI Network refuses this text</Trans>
      ) : (
        <Trans>GLPI Network refuses this new key</Trans>
      )
    ) : vendor.verdict === 'no-answer' ? (
      <Trans>GLPI Network did not answer about this text</Trans>
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
            {key === null ? <Trans>Do not save it</Trans> : <Trans>Keep the saved one</Trans>}
          </Button>
          <Button look="danger" onClick={onReplace}>
            {key === null ? <Trans>Save it anyway</Trans> : <Trans>Replace anyway</Trans>}
          </Button>
        </>
      }
    >
      <VendorQuote vendor={vendor} />
      {key === null ? (
        <p>
          <Trans>It does not have the shape of a registration key.</Trans>
        </p>
      ) : (
        <p>
          {i18n._(SAVED_WORDS[state] ?? WORKED)} <Trans>Once replaced, it cannot be read back out of Latchkey.</Trans>
        </p>
      )}
    </Question>
  )
}
