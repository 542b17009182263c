import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** The gateway keeps a whole catalogue for an hour. */
const FRESH_MS = 600_000

export const marketplaceQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'marketplace'],
    queryFn: ({ signal }) => call('marketplace.get', { params: { id: instance }, signal }),
    staleTime: ({ state: { data } }) => (data?.complete ? FRESH_MS : 0),
    refetchOnWindowFocus: false,
  })

/** What is in GLPI is asked of GLPI itself. */
export const installedQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'marketplace', 'installed'],
    queryFn: ({ signal }) => call('marketplace.installed', { params: { id: instance }, signal }),
    refetchOnWindowFocus: false,
  })

export const tagsQuery = (instance: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'marketplace', 'tags'],
    queryFn: ({ signal }) => call('marketplace.tags', { params: { id: instance }, signal }),
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  })

/** The plugins with a tag; asked for once it is chosen. */
export const taggedQuery = (instance: string, tag: string) =>
  queryOptions({
    queryKey: ['instance', instance, 'marketplace', 'tags', tag],
    queryFn: ({ signal }) => call('marketplace.tagged', { params: { id: instance, tag }, signal }),
    staleTime: ({ state: { data } }) => (data?.complete ? FRESH_MS : 0),
    refetchOnWindowFocus: false,
    enabled: tag !== '',
  })
