import { Trans, useLingui } from '@lingui/react/macro'
import { useWatch } from 'react-hook-form'
import { Message } from '../../ui/message.tsx'
import { LabelledRow } from '../../ui/labelled-row.tsx'
import { commandOfWords, wordsOfCommand } from './command-words.ts'
import { ConnectionField } from './connection-field.tsx'
import type { WithConnection } from './fields.ts'

/** GLPI's console, behind a command prefix. @param allowed whether this Latchkey may run commands. */
export function ConsoleFields({ allowed }: { allowed: boolean }) {
  const { t } = useLingui()
  return (
    <>
      {!allowed && (
        <Message tone="warning" title={<Trans>This Latchkey runs no commands</Trans>}>
          <p>
            <Trans>
              Commands from a web page are off unless whoever starts Latchkey sets{' '}
              <code translate="no">LATCHKEY_CONSOLE=on</code>. Until then this way can be neither tried nor saved here.
              The command line may always use it.
            </Trans>
          </p>
        </Message>
      )}
      <ConnectionField
        at="connection.console.prefix"
        label={t`Command prefix`}
        hint={t`What leads to GLPI’s machine: “ssh glpi@host”, “docker exec -i glpi”. Empty when GLPI runs here. It goes to no shell of Latchkey’s.`}
        placeholder="ssh glpi@glpi.example.org"
      />
      <ConnectionField
        at="connection.console.folder"
        label={t`GLPI’s folder`}
        hint={t`On that machine; “bin/console” is in it.`}
        placeholder="/var/www/glpi"
      />
      <ConnectionField at="connection.console.php" label="PHP" hint={t`“php” when left empty.`} placeholder="php" />
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
