import { Trans, useLingui } from '@lingui/react/macro'
import type { CheckReply } from '#contract/panel.ts'
import { AlsoSavedFor } from '../also-saved-for.tsx'
import { LazyCauseNextStep } from '../cause/lazy.tsx'
import { FindOutWhy } from '../find-out-why.tsx'
import { day } from '../../ui/format.ts'
import { Message } from '../../ui/message.tsx'
import { VendorQuote } from '../verdict/vendor-quote.tsx'
import { stateWordsOf } from '../verdict/state-words.ts'

type Props = { reply: CheckReply; instance: string; checkedKey: string | null }

/** What GLPI Network says of a key that is not saved. */
export function CheckOutcome({ reply, instance, checkedKey }: Props) {
  const { i18n } = useLingui()
  const { vendor, subscription, owner, expiry } = reply
  const words = stateWordsOf(reply.state)
  const silent = vendor.verdict === 'no-answer'
  return (
    <Message
      tone={words.tone}
      alert
      title={
        silent ? <Trans>GLPI Network did not answer. That says nothing about the key.</Trans> : i18n._(words.sentence)
      }
    >
      <VendorQuote vendor={vendor} />
      {subscription?.title && (
        <p>
          {subscription.title}
          {expiry && (
            <>
              {' · '}
              <Trans>until {day(expiry.endsAt)}</Trans>
            </>
          )}
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
        {silent ? (
          <Trans>Checked only: nothing was saved. You can save it anyway; Latchkey then keeps asking.</Trans>
        ) : (
          <Trans>Checked only: nothing was saved.</Trans>
        )}
      </p>
      {(silent || vendor.verdict === 'refused') && <FindOutWhy instance={instance} checkedKey={checkedKey} />}
    </Message>
  )
}
