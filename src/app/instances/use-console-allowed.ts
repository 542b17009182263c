import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../shared/queries/settings.ts'
import { instancesQuery } from '../shared/queries/instances.ts'

/** Whether this Latchkey may run commands for a console: the settings of every instance tell. Where there is none yet, a save will. */
export function useConsoleAllowed(): boolean {
  const { data: [first] = [] } = useQuery(instancesQuery)
  const { data } = useQuery({ ...settingsQuery(first?.id ?? ''), enabled: first !== undefined })
  return data?.consoleAllowed ?? true
}
