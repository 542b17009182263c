import { Trans } from '@lingui/react/macro'
import { useWatch } from 'react-hook-form'
import { Message } from '../../ui/message.tsx'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { commandOfWords, wordsOfCommand } from './command-words.ts'
import { ConnectionRows } from './connection-rows.tsx'
import type { WithConnection } from './fields.ts'

/** GLPI's console, behind a command prefix. @param allowed whether this Latchkey may run commands. */
export function ConsoleFields({ allowed }: { allowed: boolean }) {
  return (
    <>
      {!allowed && (
        <Message tone="warning" title={<Trans>This Latchkey runs no commands</Trans>}>
          <p>
            <Trans>
              Commands cannot be run from a web page unless the server administrator sets{' '}
              <code translate="no">LATCHKEY_CONSOLE=on</code>. Until then this method can be neither tested nor saved
              here. The command line can always use it.
            </Trans>
          </p>
        </Message>
      )}
      <ConnectionRows part="console" />
      <Preview />
    </>
  )
}

/** What would be run, word for word. */
function Preview() {
  const { prefix, folder, php } = useWatch<WithConnection, 'connection.console'>({ name: 'connection.console' })
  const words = wordsOfCommand(prefix)
  if (words === null) return null
  return (
    <LabelledRow label={<Trans>It runs</Trans>}>
      <code translate="no" className="lk-command">
        {commandOfWords([...words, php.trim() || 'php', `${folder.trim().replace(/\/+$/, '')}/bin/console`])} …
      </code>
    </LabelledRow>
  )
}
