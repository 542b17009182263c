import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { FORMER_KEY_DAYS, type CheckReply, type Registration } from '#contract/panel.ts'
import type { State } from '#domain/verdict.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { KeyComparison } from './key-comparison.tsx'
import { VendorQuote } from '../verdict/vendor-quote.tsx'

const WORKED = msg`The saved key is good, or was when GLPI Network last answered.`

/** What is known of the saved key, where it is not that it works. */
const SAVED_WORDS: Partial<Record<State, MessageDescriptor>> = {
  pending: msg`The saved key was never verified: GLPI Network never answered about it.`,
  'not-started': msg`The saved key is genuine, but its subscription starts later.`,
  differs: msg`The saved key is not the one in GLPI.`,
  ended: msg`The subscription of the saved key has ended.`,
  refused: msg`The saved key is refused.`,
  broken: msg`GLPI cannot read the saved key.`,
}

type Props = {
  reply: CheckReply
  registration: Registration
  isBusy: boolean
  onKeep: () => void
  onReplace: () => void
}

/** Asked before a key that may be good is lost to one that GLPI Network has not accepted, and before a text is saved that is none by its shape. */
export function ReplaceQuestion({ reply, registration, isBusy, onKeep, onReplace }: Props) {
  const { i18n } = useLingui()
  const { vendor } = reply
  const { key, state } = registration
  return (
    <ConfirmDialog
      title={<Title verdict={vendor.verdict} isFirst={key === null} />}
      onCancel={onKeep}
      safe={{
        label: key === null ? <Trans>Do not save it</Trans> : <Trans>Keep the saved one</Trans>,
        variant: 'primary',
        onPress: onKeep,
      }}
      action={{
        label: key === null ? <Trans>Save it anyway</Trans> : <Trans>Replace anyway</Trans>,
        variant: 'danger',
        isBusy,
        onPress: onReplace,
      }}
      // shown beside the box for a key
      failure={null}
    >
      <VendorQuote vendor={vendor} />
      {key === null ? (
        <p>
          <Trans>It does not have the shape of a registration key.</Trans>
        </p>
      ) : (
        <>
          {vendor.verdict === 'no-answer' && (
            <p>
              <Trans>That says nothing about the new key. Once it is saved, Latchkey keeps asking.</Trans>
            </p>
          )}
          <p>
            {i18n._(SAVED_WORDS[state] ?? WORKED)}{' '}
            <Trans>Once replaced, it can be put back for {FORMER_KEY_DAYS} days.</Trans>
          </p>
          <KeyComparison saved={registration} checked={reply} />
        </>
      )}
    </ConfirmDialog>
  )
}

/** @param isFirst no key is saved yet. */
function Title({ verdict, isFirst }: { verdict: CheckReply['vendor']['verdict']; isFirst: boolean }) {
  if (verdict === 'refused')
    return isFirst ? <Trans>GLPI Network refuses this text</Trans> : <Trans>GLPI Network refuses this new key</Trans>
  if (verdict === 'ended') return <Trans>The subscription of this new key is not running</Trans>
  return isFirst ? (
    <Trans>GLPI Network did not answer about this text</Trans>
  ) : (
    <Trans>GLPI Network did not answer about the new key</Trans>
  )
}
