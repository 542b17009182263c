import { queryOptions } from '@tanstack/react-query'
import type { PluginsPageForm } from '#contract/panel.ts'
import { call } from '../../call.ts'
import { useChange, type Meant } from './registration.ts'

// apart from `registration.ts`: the first screen does without it

/** Where its GLPI has the same tab, and its marketplace. */
export const glpiPagesQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'glpi-pages'],
    queryFn: ({ signal }) => call('registration.glpiPages', { params: { id: instance }, signal }),
    staleTime: 60_000,
  })

/** The key that Latchkey keeps goes into GLPI once more. */
export const useWriteAgain = (instance: string) =>
  useChange(instance, ({ revision }: Meant) => call('registration.write', { params: { id: instance }, revision }))

/** Whether GLPI's marketplace replaces its page of plugins. */
export const useSetPluginsPage = (instance: string) =>
  useChange(instance, ({ revision, choice }: Meant & PluginsPageForm) =>
    call('registration.pluginsPage', { params: { id: instance }, body: { choice }, revision }),
  )

/** The same key goes into GLPI once more, and is read back. */
export const useProve = (instance: string) =>
  useChange(instance, ({ revision }: Meant) => call('registration.prove', { params: { id: instance }, revision }))
