import type { QueryClient } from '@tanstack/react-query'
import { eventsApi } from '#contract/api/events.ts'
import { PageEvent } from '#contract/page-events.ts'
import { BASE_PATH } from '../base-path.ts'
import { call, NoGateway } from '../call.ts'
import { live } from '../shared/live.ts'
import { noteTouch } from '../shared/presence.ts'
import { showCheckAll } from '../shared/queries/check-all.ts'
import { sessionQuery } from '../shared/queries/session.ts'
import { createChanges } from './changes.ts'
import { gatewayWatch } from './gateway-watch.ts'

/** A stream that was refused, or was closed for good, is tried again after this. */
const RETRY_MS = 30_000
/** The gateway says something every 20 s. A stream that is silent for longer is dead, though the browser may not know. */
const SILENCE_MS = 50_000

type LoadSharing = () => Promise<{ followSharing: (client: QueryClient) => void }>

/**
 * Follows what the gateway tells, while somebody is signed in and the window is visible: browsers allow few connections to a host.
 * Where no stream can be had, everything is as without it: the page asks from time to time.
 */
export function followGateway(client: QueryClient, loadSharing: LoadSharing): void {
  const changes = createChanges(client)
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The gateway has refused, and is left alone for a while. */
  let isResting = false
  let hasBeenOpen = false

  const isWanted = () => document.visibilityState === 'visible' && Boolean(client.getQueryData(sessionQuery.queryKey))

  function close(): void {
    clearTimeout(timer)
    source?.close()
    source = null
    live.isUp = false
    isResting = false
  }

  function openAgain(ms: number): void {
    close()
    isResting = true
    timer = setTimeout(() => {
      isResting = false
      follow()
    }, ms)
  }

  function open(): void {
    clearTimeout(timer)
    source = new EventSource(BASE_PATH + eventsApi.follow.path)
    source.addEventListener('open', () => {
      // the stream of before may have ended with the role that somebody had
      if (hasBeenOpen) void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      hasBeenOpen = true
      live.isUp = true
      gatewayWatch.answered()
      // changes between the reading of the page and this moment were sent to no one
      changes.all()
      void readSharing()
    })
    source.addEventListener('error', () => {
      live.isUp = false
      gatewayWatch.suspect()
      // the browser tries again by itself, unless the gateway has refused
      if (source?.readyState === EventSource.CLOSED) openAgain(RETRY_MS)
    })
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      clearTimeout(timer)
      timer = setTimeout(onSilence, SILENCE_MS)
      const event = PageEvent.safeParse(JSON.parse(data))
      // an event of a later version is none of ours
      if (event.success) receive(event.data)
    })
  }

  function onSilence(): void {
    gatewayWatch.suspect()
    openAgain(0)
  }

  /** What shows it is loaded once there is something to show. */
  async function readSharing(): Promise<void> {
    const sharing = await call('together.current', {}).catch(() => undefined)
    if (sharing === undefined) return
    client.setQueryData(['together'], sharing)
    if (sharing) (await loadSharing()).followSharing(client)
  }

  function receive(event: PageEvent): void {
    if (event.type === 'instance') changes.instance(event.id)
    else if (event.type === 'instances') changes.all()
    else if (event.type === 'check-all') showCheckAll(client, event.run)
    else if (event.type === 'together') void readSharing()
    else if (event.type === 'session-ended') client.setQueryData(sessionQuery.queryKey, null)
  }

  function follow(): void {
    if (!isWanted()) close()
    else if (source === null && !isResting) open()
  }

  document.addEventListener('visibilitychange', follow)
  for (const type of ['pointerdown', 'keydown', 'wheel']) {
    const onTouch = () => {
      if (noteTouch()) void client.refetchQueries({ queryKey: sessionQuery.queryKey })
    }
    addEventListener(type, onTouch, { capture: true, passive: true })
  }
  client.getQueryCache().subscribe((event) => {
    if (event.query.queryKey[0] === sessionQuery.queryKey[0]) follow()
    if (event.type === 'updated') suspectAfter(event.action)
  })
  client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated') suspectAfter(event.action)
  })
  gatewayWatch.watch((isDown) => {
    if (!isDown && isResting) openAgain(0)
  })
  follow()
}

function suspectAfter(action: { type: string; error?: unknown }): void {
  if (action.error instanceof NoGateway) gatewayWatch.suspect()
}
