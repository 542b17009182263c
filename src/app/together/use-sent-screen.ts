import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { togetherApi } from '#contract/api/together.ts'
import { call } from '../call.ts'
import { instancesQuery } from '../shared/queries/instances.ts'
import { readScreen } from './read-screen.ts'
import { sharingQuery } from './queries.ts'

/** Changes that come together are sent together. */
const PAUSE_MS = 300

/** Sends what the page is, whenever that changes. */
export function useSentScreen(isOn: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    const page = document.querySelector('#root')
    if (!isOn || page === null) return undefined
    let sent = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const send = () => {
      timer = undefined
      const id = location.pathname.split('/')[1]
      const shown = client.getQueryData(instancesQuery.queryKey)?.find((instance) => instance.id === id)
      const screen = readScreen(page, location.pathname, shown?.name ?? null)
      const text = JSON.stringify(screen)
      if (text === sent) return
      sent = text
      call(togetherApi.show, { body: screen }).then(
        (sharing) => client.setQueryData(sharingQuery.queryKey, sharing),
        () => (sent = ''),
      )
    }
    const later = () => (timer ??= setTimeout(send, PAUSE_MS))
    const observer = new MutationObserver(later)
    observer.observe(page, { subtree: true, childList: true, characterData: true, attributes: true })
    for (const event of ['focusin', 'focusout', 'input']) page.addEventListener(event, later)
    later()
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      for (const event of ['focusin', 'focusout', 'input']) page.removeEventListener(event, later)
    }
  }, [isOn, client])
}
