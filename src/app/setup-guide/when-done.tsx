import { Trans } from '@lingui/react/macro'
import { Message } from '../ui/message.tsx'

/** The end of the setup. */
export const WhenDone = () => (
  <Message tone="success" title={<Trans>All steps are done: the marketplace is open, as far as can be seen.</Trans>} />
)
