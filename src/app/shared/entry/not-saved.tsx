import { Trans } from '@lingui/react/macro'
import type { CauseCode } from '#domain/causes.ts'
import { isOutOfReach } from '#domain/out-of-reach.ts'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../cause/lazy.tsx'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'

type Props = { cause: CauseCode; isSaving: boolean; onKeep: () => void }

/** GLPI prevented a save: says first that nothing was saved, then why. */
export const NotSaved = ({ cause, isSaving, onKeep }: Props) => (
  <Message tone="danger" alert title={<Trans>Not saved.</Trans>}>
    <p>
      <strong>
        <LazyCauseTitle code={cause} />
      </strong>
    </p>
    <LazyCauseMeaning code={cause} />
    <LazyCauseNextStep code={cause} />
    {isOutOfReach(cause) && (
      <Button busy={isSaving} onClick={onKeep}>
        <Trans>Keep it in Latchkey and write it when GLPI answers</Trans>
      </Button>
    )}
  </Message>
)
