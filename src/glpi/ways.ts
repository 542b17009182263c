import { UNSEEN_KEY, type WayKind } from '#domain/storage.ts'
import { createConsoleWay } from './console.ts'
import { createDatabaseWay } from './database.ts'
import { GlpiFailure } from './failure.ts'
import type { GlpiOptions } from './glpi.ts'
import { createRestWay } from './rest.ts'
import { createRestV2Way } from './rest-v2.ts'
import type { Way } from './way.ts'

/** A way as the connection describes it; nothing is opened yet. */
export function createWay(kind: WayKind, options: GlpiOptions): Way {
  const { connection, servicesUrl, allowKeyAsArgument, now = Date.now } = options
  const { rest, restV2, console, database, tls } = connection
  if (kind === 'rest' && rest) return createRestWay({ rest, tls, now })
  if (kind === 'rest-v2' && restV2) return createRestV2Way({ restV2, tls, now })
  if (kind === 'console' && console) return createConsoleWay({ console, servicesUrl, allowKeyAsArgument, now })
  if (kind === 'database' && database) return createDatabaseWay(database)
  return missing(kind)
}

const fail = () => Promise.reject(new GlpiFailure('glpi-unreachable', 'NO_WAY'))

/** A way that is not configured. */
function missing(kind: WayKind): Way {
  return {
    kind,
    sees: 'nothing',
    look: async () => ({}),
    stored: async () => UNSEEN_KEY,
    mayWrite: fail,
    write: fail,
    remove: fail,
    close: async () => undefined,
  }
}
