/** Whether this Latchkey may run commands for a console. */
export const useConsoleAllowed = (): boolean => false
