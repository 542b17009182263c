import { FILES_READ_ONLY } from '../console/command-failure.ts'
import { Failure } from '#net/failure.ts'
import type { ProbeOutput } from './answer.ts'

/** There is no GLPI in this folder. */
export const NO_GLPI = 'NO_GLPI'

/** Where GLPI's console would end for this user and this database, before it wrote anything; null for nowhere that shows. */
export function consoleBlocker({ console: place, database }: ProbeOutput): Failure | null {
  if (place.closed) return new Failure('command-failed', FILES_READ_ONLY, { said: `not writable: ${place.closed}` })
  if (database.error === null && database.mayWrite !== true) return new Failure('right-missing', database.mayWrite)
  return null
}

/** Why this user cannot inspect the machine's GLPI, or its database. */
export function failureOfDatabaseThere(error: string): Failure {
  // a number of the server's own; all others are about files and extensions, as this user finds them
  return new Failure(error.startsWith('MYSQL_') ? 'glpi-database-down' : 'command-failed', error)
}

/** Without a folder `files/` nothing shows whether the console could work. */
export const rightsOf = (answer: ProbeOutput): { read: boolean; update: boolean } | null => {
  if (answer.database.error !== null) return null
  if (consoleBlocker(answer) !== null) return { read: true, update: false }
  return answer.console.closed === null ? null : { read: true, update: true }
}
