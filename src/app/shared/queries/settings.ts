import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SettingsForm } from '#contract/instance-settings.ts'
import { call } from '../../call.ts'
import { notifyOtherWindows } from '../other-windows.ts'
import { INSTANCES } from './instances.ts'

export const settingsQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'settings'],
    queryFn: ({ signal }) => call('settings.get', { params: { id: instance }, signal }),
    // what is being edited must not change under the hands
    refetchOnWindowFocus: false,
  })

export function useSaveSettings(instance: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, revision }: { body: SettingsForm; revision: string }) =>
      call('settings.change', { params: { id: instance }, body, revision }),
    onSuccess: (saved) => {
      notifyOtherWindows(instance)
      client.setQueryData(settingsQuery(instance).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['instance', instance, 'registration'] })
      void client.invalidateQueries({ queryKey: INSTANCES })
    },
  })
}
