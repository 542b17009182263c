import { UNSEEN_KEY, type MethodKind } from '#domain/storage.ts'
import { createConsoleMethod } from './console/console.ts'
import { createDatabaseMethod } from './database/database.ts'
import { Failure } from '#net/failure.ts'
import type { GlpiOptions } from './glpi.ts'
import { createRestMethod } from './rest/rest.ts'
import { createRestV2Method } from './rest-v2/rest-v2.ts'
import type { ConnectionMethod } from './connection-method.ts'

/** A method as the connection describes it. Nothing is opened yet. */
export function createMethod(kind: MethodKind, options: GlpiOptions): ConnectionMethod {
  const { connection, servicesUrl, allowKeyAsArgument, now = Date.now } = options
  const { rest, restV2, console, database, tls } = connection
  if (kind === 'rest' && rest) return createRestMethod({ rest, tls, now })
  if (kind === 'rest-v2' && restV2) return createRestV2Method({ restV2, tls, now })
  if (kind === 'console' && console) return createConsoleMethod({ console, servicesUrl, allowKeyAsArgument, now })
  if (kind === 'database' && database) return createDatabaseMethod(database)
  return missing(kind)
}

const fail = () => Promise.reject(new Failure('glpi-unreachable', 'NO_WAY'))

/** A method that is not configured. */
function missing(kind: MethodKind): ConnectionMethod {
  return {
    kind,
    sees: 'nothing',
    inspect: async () => ({}),
    stored: async () => UNSEEN_KEY,
    findWriteBlocker: fail,
    write: fail,
    remove: fail,
    close: async () => undefined,
  }
}
