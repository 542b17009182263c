import { Trans } from '@lingui/react/macro'
import { Message } from '../ui/message.tsx'

/** Why there is no box for a key. */
export const ManagedNote = () => (
  <Message tone="info" title={<Trans>The hosting platform holds the key of this instance</Trans>}>
    <p>
      <Trans>
        This GLPI says that it is installed as <code translate="no">CLOUD</code>, on GLPI Network Cloud. Its platform
        registers it and keeps the key: there is no box for one here, and Latchkey writes nothing into it.
      </Trans>
    </p>
  </Message>
)
