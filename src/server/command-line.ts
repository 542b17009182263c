import { userInfo } from 'node:os'
import { runAsCommandLine } from './actor.ts'

/** Runs what a command changes: it is recorded with the name of the system's user. */
export const asCommandLine = <T>(work: () => T): T => runAsCommandLine(systemUser(), work)

/** In a container the user may have no name. */
function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.geteuid?.() ?? '?'}`
  }
}
