import { useLingui } from '@lingui/react/macro'
import type { ConnectionView } from '#contract/connection.ts'
import { DatabaseTlsFields } from './database-tls-fields.tsx'
import { ConnectionField, ConnectionSecretField } from './connection-field.tsx'

/** GLPI's own database, and the file that its secrets are encrypted with. */
export function DatabaseFields({ stored }: { stored: ConnectionView['database'] }) {
  const { t } = useLingui()
  return (
    <>
      <ConnectionField
        at="connection.database.host"
        label={t`Host`}
        hint={t`As in GLPI’s config/config_db.php, with a port or a socket too: “db:3307”, “localhost:/run/mysqld/mysqld.sock”.`}
        placeholder="db.example.org"
      />
      <ConnectionField
        at="connection.database.port"
        label={t`Port`}
        hint={t`3306 when left empty.`}
        inputMode="numeric"
      />
      <ConnectionField
        at="connection.database.user"
        label={t`User`}
        hint={t`An account that can read and write the table glpi_configs is enough.`}
      />
      <ConnectionSecretField
        at="connection.database.password"
        label={t`Password`}
        hint={t`Of that user.`}
        isStored={stored?.password ?? false}
        canForget
      />
      <ConnectionField at="connection.database.name" label={t`Database`} hint={t`Its name.`} placeholder="glpi" />
      <ConnectionField
        at="connection.database.cryptKeyFile"
        label={t`Encryption file`}
        hint={t`Path of a copy of GLPI’s config/glpicrypt.key on the machine that runs Latchkey. Without it, this method can neither write nor prove anything.`}
        placeholder="/etc/latchkey/glpicrypt.key"
      />
      <DatabaseTlsFields stored={stored?.tls} />
    </>
  )
}
