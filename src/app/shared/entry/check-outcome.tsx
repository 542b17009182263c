import { Trans, useLingui } from '@lingui/react/macro'
import type { CheckReply, Registration } from '#contract/panel.ts'
import { AlsoSavedFor } from '../also-saved-for.tsx'
import { LazyCauseNextStep } from '../cause/lazy.tsx'
import { FindOutWhy } from '../find-out-why.tsx'
import { Message } from '../../ui/message.tsx'
import { useMay } from '../queries/session.ts'
import { VendorQuote } from '../verdict/vendor-quote.tsx'
import { stateWordsOf } from '../verdict/state-words.ts'
import { KeyComparison } from './key-comparison.tsx'
import { PeriodInBrief } from './period-in-brief.tsx'

type Props = {
  reply: CheckReply
  /** With the key, if any, whose place the checked one would take. */
  registration: Registration
  checkedKey: string | null
}

/** What GLPI Network says of a key that is not saved. */
export function CheckOutcome({ reply, registration, checkedKey }: Props) {
  const canSave = useMay('changeKeys')
  const { i18n } = useLingui()
  const { vendor, subscription, owner } = reply
  const words = stateWordsOf(reply.state)
  const silent = vendor.verdict === 'no-answer'
  const isOther = registration.key !== null && registration.key.fingerprint !== reply.fingerprint
  return (
    <Message
      tone={words.tone}
      alert
      title={
        silent ? <Trans>GLPI Network did not answer. That says nothing about the key.</Trans> : i18n._(words.sentence)
      }
    >
      <VendorQuote vendor={vendor} />
      {isOther && <KeyComparison saved={registration} checked={reply} />}
      {!isOther && subscription?.title && (
        <p>
          {subscription.title}
          {' · '}
          <PeriodInBrief of={reply} now={reply.checkedAt} />
          {owner && (
            <>
              {' · '}
              <Trans>registered by {owner}</Trans>
            </>
          )}
        </p>
      )}
      {reply.alsoSavedFor && <AlsoSavedFor others={reply.alsoSavedFor} />}
      {vendor.cause && <LazyCauseNextStep code={vendor.cause} />}
      <p className="text-secondary">
        {silent && canSave ? (
          <Trans>Checked only: nothing was saved. You can save it anyway; Latchkey then keeps asking.</Trans>
        ) : (
          <Trans>Checked only: nothing was saved.</Trans>
        )}
      </p>
      {(silent || vendor.verdict === 'refused') && (
        <FindOutWhy instance={registration.instance} checkedKey={checkedKey} />
      )}
    </Message>
  )
}
