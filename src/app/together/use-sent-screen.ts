import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../call.ts'
import { instanceQuery, firstInstancesQuery } from '../shared/queries/instances.ts'
import { readScreen } from './read-screen.ts'
import { sharingQuery } from './queries.ts'

/** Changes that come together are sent together. */
const PAUSE_MS = 300

/** Sends what the page is, whenever that changes. */
export function useSentScreen(isOn: boolean): void {
  const client = useQueryClient()
  useEffect(() => (isOn ? sendScreens(client) : undefined), [isOn, client])
}

/** @returns how to end it. */
function sendScreens(client: QueryClient): (() => void) | undefined {
  const page = document.querySelector('#root')
  if (page === null) return undefined
  let sent = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  async function send(root: Element): Promise<void> {
    timer = undefined
    const id = location.pathname.split('/')[1]
    const shown =
      client.getQueryData(firstInstancesQuery.queryKey)?.instances.find((instance) => instance.id === id) ??
      client.getQueryData(instanceQuery(id ?? '').queryKey)
    const screen = readScreen(root, location.pathname, shown?.name ?? null)
    const text = JSON.stringify(screen)
    if (text === sent) return
    sent = text
    try {
      client.setQueryData(sharingQuery.queryKey, await call('together.show', { body: screen }))
    } catch {
      // with the next change it is tried again
      sent = ''
    }
  }

  const later = () => (timer ??= setTimeout(() => void send(page), PAUSE_MS))
  const observer = new MutationObserver(later)
  observer.observe(page, { subtree: true, childList: true, characterData: true, attributes: true })
  const events = ['focusin', 'focusout', 'input']
  for (const event of events) page.addEventListener(event, later)
  later()
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    for (const event of events) page.removeEventListener(event, later)
  }
}
