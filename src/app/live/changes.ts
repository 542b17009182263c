import type { QueryClient } from '@tanstack/react-query'
import { GatewayRefusal } from '../call.ts'
import { changeInstances, firstInstancesQuery, INSTANCES, instanceQuery } from '../shared/queries/instances.ts'

/** Events that arrive together are one change for the page. */
const TOGETHER_MS = 100
/** From this many instances at once on, the list is asked for as a whole. */
const MANY = 8
/** And no more often than this. */
const LIST_PAUSE_MS = 3000

/** Turns what the gateway tells into what the page reads again. */
export function createChanges(client: QueryClient) {
  const changed = new Set<string>()
  let isAll = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let listTimer: ReturnType<typeof setTimeout> | undefined
  let isListDue = false

  function later(ms = TOGETHER_MS): void {
    timer ??= setTimeout(flush, ms)
  }

  function flush(): void {
    timer = undefined
    // what the person is doing ends first, with its own reply: the page must not change beneath it
    if (client.isMutating() > 0) return later()
    const ids = [...changed]
    changed.clear()
    for (const id of ids) readAgain(['instance', id])
    if (isAll) readAgain(['instance'])
    if (isAll || ids.length > MANY) readList()
    else for (const id of ids) void readInList(client, id)
    isAll = false
  }

  /** All that is shown of one instance, or of any; but for its settings, which may be being edited. */
  function readAgain(queryKey: string[]): void {
    void client.invalidateQueries({
      queryKey,
      predicate: ({ queryKey: [, , part] }) => part === 'registration' || part === 'history' || part === 'listed',
    })
    for (const part of ['diagnosis', 'report', 'marketplace'])
      client.removeQueries({ queryKey, type: 'inactive', predicate: ({ queryKey: key }) => key[2] === part })
  }

  function readList(): void {
    if (listTimer !== undefined) {
      isListDue = true
      return
    }
    void client.invalidateQueries({ queryKey: INSTANCES })
    listTimer = setTimeout(() => {
      listTimer = undefined
      if (isListDue) readList()
      isListDue = false
    }, LIST_PAUSE_MS)
  }

  return {
    instance(id: string): void {
      changed.add(id)
      later()
    },
    /** Anything may have changed. */
    all(): void {
      isAll = true
      later()
    },
  }
}

/** Reads one instance for whatever lists it. */
async function readInList(client: QueryClient, id: string): Promise<void> {
  if (client.getQueryData(firstInstancesQuery.queryKey) === undefined) return
  try {
    const now = await client.fetchQuery({ ...instanceQuery(id), staleTime: 0 })
    changeInstances(client, (known) => known.map((instance) => (instance.id === id ? now : instance)))
  } catch (error) {
    // no answer: the list is read again in a while
    if (error instanceof GatewayRefusal && error.code === 'instance-unknown')
      changeInstances(client, (known) => known.filter((instance) => instance.id !== id))
  }
}
