import type { Connection, ConnectionView } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { settingsRevision } from '../revision.ts'
import type { StoredInstance } from '../store/instances.ts'

/** Of each secret, only whether there is one. Each field is named, so that a new secret is not shown by accident. */
function connectionView({ rest, restV2, console: shell, database, tls, write, prove }: Connection): ConnectionView {
  return {
    rest: rest && {
      url: rest.url,
      userToken: rest.userToken !== undefined,
      login: rest.login,
      password: rest.password !== undefined,
      appToken: rest.appToken !== undefined,
      webLogin: rest.webLogin,
      webPassword: rest.webPassword !== undefined,
      profile: rest.profile,
    },
    restV2: restV2 && {
      url: restV2.url,
      clientId: restV2.clientId,
      clientSecret: restV2.clientSecret !== undefined,
      login: restV2.login,
      password: restV2.password !== undefined,
    },
    console: shell && { prefix: shell.prefix, folder: shell.folder, php: shell.php },
    database: database && {
      host: database.host,
      port: database.port,
      user: database.user,
      password: database.password !== undefined,
      name: database.name,
      cryptKeyFile: database.cryptKeyFile,
      tls: database.tls && {
        ca: database.tls.ca,
        cert: database.tls.cert,
        key: database.tls.key !== undefined,
        anyName: database.tls.anyName,
      },
    },
    tls: tls && { ca: tls.ca, fingerprint: tls.fingerprint },
    write,
    prove,
  }
}

export function settingsView(
  instance: StoredInstance,
  connection: Connection | null,
  consoleAllowed: boolean,
): InstanceSettings {
  const { id, name, servicesUrl, uid, glpiVersion } = instance
  return {
    id,
    revision: settingsRevision(instance),
    name,
    servicesUrl,
    uid,
    glpiVersion,
    connection: connection && connectionView(connection),
    consoleAllowed,
  }
}
