import { methodsOf, type Connection } from '#contract/connection.ts'
import { ProblemError } from '#contract/problem-error.ts'

const NOT_ALLOWED = 'This Latchkey runs no commands: its administrator can allow the console with LATCHKEY_CONSOLE=on.'

export const refuseConsole = (): never => {
  throw new ProblemError('console-not-allowed', NOT_ALLOWED)
}

/** The connection methods that an inspection may use; null for none. A stored console is not used while commands are off. */
export function methodsToInspect(connection: Connection, consoleAllowed: boolean): Connection | null {
  if (consoleAllowed || connection.console === undefined) return connection
  const { console: _, write, prove, ...others } = connection
  const usable: Connection = {
    ...others,
    ...(write !== undefined && write !== 'console' && { write }),
    ...(prove !== undefined && prove !== 'console' && { prove }),
  }
  return methodsOf(usable).length === 0 ? null : usable
}

/** The same for a write, which uses only the chosen method. @throws ProblemError `console-not-allowed` */
export function methodsToWrite(connection: Connection, consoleAllowed: boolean): Connection {
  if (!consoleAllowed && connection.write === 'console') return refuseConsole()
  return methodsToInspect(connection, consoleAllowed) ?? refuseConsole()
}
