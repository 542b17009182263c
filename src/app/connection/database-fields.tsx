import { useLingui } from '@lingui/react/macro'
import type { ConnectionView } from '#contract/connection.ts'
import { DatabaseTlsFields } from './database-tls-fields.tsx'
import { Entry, SecretEntry } from './entry.tsx'

/** GLPI's own database, and the file that its secrets are encrypted with. */
export function DatabaseFields({ stored }: { stored: ConnectionView['database'] }) {
  const { t } = useLingui()
  return (
    <>
      <Entry
        at="connection.database.host"
        label={t`Host`}
        hint={t`As in GLPI’s config/config_db.php, with a port or a socket too: “db:3307”, “localhost:/run/mysqld/mysqld.sock”.`}
        placeholder="db.example.org"
      />
      <Entry at="connection.database.port" label={t`Port`} hint={t`3306 when left empty.`} inputMode="numeric" />
      <Entry
        at="connection.database.user"
        label={t`User`}
        hint={t`One that may read and write the table glpi_configs is enough.`}
      />
      <SecretEntry
        at="connection.database.password"
        label={t`Password`}
        hint={t`Of that user.`}
        isStored={stored?.password ?? false}
        canForget
      />
      <Entry at="connection.database.name" label={t`Database`} hint={t`Its name.`} placeholder="glpi" />
      <Entry
        at="connection.database.cryptKeyFile"
        label={t`Encryption file`}
        hint={t`Path of a copy of GLPI’s config/glpicrypt.key on the machine that runs Latchkey. Without it nothing can be proven or written this way.`}
        placeholder="/etc/latchkey/glpicrypt.key"
      />
      <DatabaseTlsFields stored={stored?.tls} />
    </>
  )
}
