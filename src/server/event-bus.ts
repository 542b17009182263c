import type { PageEvent } from '#contract/page-events.ts'

/** Browsers open six connections to a host: with more streams than this, their other requests would wait. */
export const MOST_STREAMS = 4
/** So many events that a page has not taken become one: it then reads everything again. */
const MOST_WAITING = 100

type Owner = {
  /** The number of the sign-in. */
  session: number
  isSignedIn: () => Promise<boolean>
  /** Whether it has the role that it had when the page opened. */
  hasSameRole?: () => Promise<boolean>
}

/** The events of one open page, in order. Ends when the page leaves, is too slow, or is signed out. */
export type EventSubscription = AsyncIterable<PageEvent> & { close(): void }

type Subscriber = Owner & {
  push: (event: PageEvent) => void
  isBehind: () => boolean
  close: () => void
  end: () => void
}

/** Two events with one name say the same of the same: the later one is enough. */
const nameOf = (event: PageEvent): string => (event.type === 'instance' ? `instance ${event.id}` : event.type)

const ENDED: EventSubscription = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  close() {},
}

/**
 * Sends changes to open pages. The code that writes publishes them, after the write.
 * @param options.noticedAfterMs how long other replicas may go without noticing a change: pages hear of it then, because whichever
 * replica they ask has to know it.
 */
export function createEventBus({ noticedAfterMs = 0 } = {}) {
  const unnoticed = new Set<NodeJS.Timeout>()
  const subscribers = new Set<Subscriber>()
  let work: (() => () => void) | null = null
  let end: (() => void) | null = null
  let isStopped = false

  function open(owner: Owner): EventSubscription {
    const waiting = new Map<string, PageEvent>()
    let wake: (() => void) | null = null
    const subscriber: Subscriber = {
      ...owner,
      push(event) {
        waiting.set(nameOf(event), event)
        if (waiting.size > MOST_WAITING) {
          for (const [name, { type }] of waiting) if (type === 'instance') waiting.delete(name)
          waiting.set('instances', { type: 'instances' })
        }
        wake?.()
      },
      isBehind: () => waiting.has('beat'),
      close() {
        waiting.clear()
        if (subscribers.delete(subscriber) && subscribers.size === 0) end?.()
        wake?.()
      },
      end() {
        subscriber.close()
        waiting.set('session-ended', { type: 'session-ended' })
      },
    }
    subscribers.add(subscriber)
    if (subscribers.size === 1) end = work?.() ?? null
    async function* events(): AsyncGenerator<PageEvent> {
      for (;;) {
        const [next] = waiting
        if (next) {
          waiting.delete(next[0])
          yield next[1]
        } else if (!subscribers.has(subscriber)) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    }
    return { [Symbol.asyncIterator]: events, close: subscriber.close }
  }

  function send(event: PageEvent, session?: number): void {
    for (const subscriber of subscribers)
      if (session === undefined || subscriber.session === session) subscriber.push(event)
  }

  return {
    /** @param session the sign-in whose pages receive it; all pages where it is left out. */
    publish(event: PageEvent, session?: number): void {
      const isRead = event.type === 'instance' || event.type === 'instances'
      if (noticedAfterMs === 0 || !isRead) return send(event, session)
      const timer = setTimeout(() => {
        unnoticed.delete(timer)
        send(event, session)
      }, noticedAfterMs)
      unnoticed.add(timer)
    },

    /**
     * @returns null where this sign-in has as many streams as it may have. Once the gateway stops, a stream that has ended: a
     * browser asks again by itself after such a one, and does not after a refusal.
     */
    subscribe(owner: Owner): EventSubscription | null {
      if (isStopped) return ENDED
      const own = [...subscribers].filter(({ session }) => session === owner.session)
      return own.length >= MOST_STREAMS ? null : open(owner)
    },

    /** @param begin called when the first page follows. What it returns is called when the last one has left. */
    whileFollowed: (begin: () => () => void): void => void (work = begin),

    hasSubscribers: (): boolean => subscribers.size > 0,

    /** Keeps streams open through proxies, and closes those that do not read or whose sign-in is over. */
    async beat(): Promise<void> {
      await Promise.all(
        [...subscribers].map(async (subscriber) => {
          if (subscriber.isBehind()) subscriber.close()
          else if (!(await subscriber.isSignedIn())) subscriber.end()
          else subscriber.push({ type: 'beat' })
        }),
      )
    },

    /** Ends what another replica has ended, and lets pages begin anew with the role that it has given them. */
    async lookAtSessions(): Promise<void> {
      await Promise.all(
        [...subscribers].map(async (subscriber) => {
          if (!(await subscriber.isSignedIn())) subscriber.end()
          else if ((await subscriber.hasSameRole?.()) === false) subscriber.close()
        }),
      )
    },

    closeSession(session: number): void {
      for (const subscriber of subscribers) if (subscriber.session === session) subscriber.close()
    },

    /** Tells its pages that the session has ended, and closes their streams. */
    endSession(session: number): void {
      for (const subscriber of subscribers) if (subscriber.session === session) subscriber.end()
    },

    stop(): void {
      isStopped = true
      for (const timer of unnoticed) clearTimeout(timer)
      for (const subscriber of subscribers) subscriber.close()
    },
  }
}
export type EventBus = ReturnType<typeof createEventBus>
