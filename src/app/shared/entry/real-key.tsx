import { Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import { Message } from '../../ui/message.tsx'
import { carryPastedText } from '../drafts.ts'

/** A key that the sandbox does not know, and that may be somebody's real one: it is not sent there, and so not called refused. */
export const RealKey = ({ text }: { text: string }) => (
  <Message tone="info" title={<Trans>This looks like a real key. Add your GLPI first.</Trans>}>
    <p>
      <Trans>This is practice. A real key is neither sent nor saved here, and nothing here could check it.</Trans>
    </p>
    <p>
      <Link className="btn lk-btn-primary" href="/instances/new" onClick={() => carryPastedText(text)}>
        <Trans>Add your GLPI and take the key with you</Trans>
      </Link>
    </p>
  </Message>
)
