import { Trans } from '@lingui/react/macro'
import { Message } from '../../ui/message.tsx'

/** Words of ours are better than those of a machine, where we have them. */
export const TranslatedNote = () => (
  <Message tone="info" title={<Trans>Your browser translates this page.</Trans>}>
    <p>
      <Trans>Latchkey itself speaks several languages: choose one at the top of the page.</Trans>
    </p>
  </Message>
)
