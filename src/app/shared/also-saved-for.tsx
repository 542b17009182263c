import { Trans } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { Message } from '../ui/message.tsx'

/** One key in two instances: rarely meant, and the vendor may not allow it. */
export function AlsoSavedFor({ others }: { others: NonNullable<Registration['alsoSavedFor']> }) {
  const names = others.map(({ name }) => name).join(', ')
  return (
    <Message tone="warning" title={<Trans>This key is also saved for {names}.</Trans>}>
      <p>
        <Trans>Most keys are for one GLPI.</Trans>
      </p>
    </Message>
  )
}
