import { Trans } from '@lingui/react/macro'
import { FORMER_KEY_DAYS, type CheckReply, type Registration } from '#contract/panel.ts'
import { Button } from '../ui/button.tsx'
import { Question } from '../ui/question.tsx'
import { VendorQuote } from './vendor-quote.tsx'

type Props = {
  reply: CheckReply
  /** The one that is saved now. */
  registration: Registration
  isBusy: boolean
  onKeep: () => void
  onReplace: () => void
}

/** Asked before a key that may be good is lost to one that GLPI Network has not accepted. */
export const ReplaceQuestion = ({ reply: { vendor }, registration, isBusy, onKeep, onReplace }: Props) => (
  <Question
    title={<Title verdict={vendor.verdict} />}
    onCancel={onKeep}
    actions={
      <>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
        <Button look="primary" onClick={onKeep} autoFocus>
          <Trans>Keep the saved one</Trans>
        </Button>
        <Button look="danger" busy={isBusy} onClick={onReplace}>
          <Trans>Replace anyway</Trans>
        </Button>
      </>
    }
  >
    <VendorQuote vendor={vendor} />
    {vendor.verdict === 'no-answer' && (
      <p>
        <Trans>That says nothing about the new key. Once it is saved, Latchkey goes on asking by itself.</Trans>
      </p>
    )}
    <p>
      {registration.freshness.checkedAt === null ? (
        <Trans>Nothing is known of the saved key yet: GLPI Network never answered about it.</Trans>
      ) : (
        <Trans>The saved one is good, or was when GLPI Network last answered.</Trans>
      )}{' '}
      <Trans>Once replaced, it can be put back for {FORMER_KEY_DAYS} days.</Trans>
    </p>
  </Question>
)

function Title({ verdict }: { verdict: CheckReply['vendor']['verdict'] }) {
  if (verdict === 'refused') return <Trans>GLPI Network refuses this new key</Trans>
  if (verdict === 'ended') return <Trans>The subscription of this new key is not running</Trans>
  return <Trans>GLPI Network did not answer about the new key</Trans>
}
