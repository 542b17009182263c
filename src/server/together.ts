import { createHash, randomBytes, randomInt } from 'node:crypto'
import { ProblemError } from '#contract/problem-error.ts'
import { scrubFor, type Scrub } from '#contract/scrub/scrub.ts'
import type { SharedScreen, ScreenPlace, Sharing, StartedSharing, WatchedPage } from '#contract/together.ts'
import type { EventBus, EventSubscription } from './event-bus.ts'

/** Wrong tokens and codes of all callers in one minute. A code has 10^12 values. */
const MOST_TRIES = 30
const TRIES_MS = 60_000
const MOST_VIEWERS = 5

type Viewer = { number: number; secretHash: string; since: number }

type Shared = {
  session: number
  endsAt: number
  tokenHash: string
  /** null once somebody has used it: a code that is read out opens once. */
  codeHash: string | null
  viewers: Viewer[]
  screen: SharedScreen | null
  pointing: (ScreenPlace & { number: number }) | null
  timer: NodeJS.Timeout
}

export type TogetherParts = {
  events: EventBus
  /** A clock that nobody can set. */
  steady: () => number
  /** The saved key of the instance that a page shows; null without one. */
  keyOf: (instanceId: string) => Promise<string | null>
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const newSecret = (): string => randomBytes(32).toString('base64url')
const newCode = (): string => Array.from({ length: 12 }, () => randomInt(10)).join('')

/** Pages that are shown to support. All of it is in memory only: it ends with the gateway, and no secret is stored. */
export function createTogether({ events, steady, keyOf }: TogetherParts) {
  const shared = new Map<number, Shared>()
  let viewerCount = 0
  let pointCount = 0
  let tries: number[] = []

  /** Both sides read again what has changed. */
  function tell({ session, viewers }: Shared): void {
    for (const { number } of viewers) events.publish({ type: 'together' }, -number)
    events.publish({ type: 'together' }, session)
  }

  function end(one: Shared): void {
    clearTimeout(one.timer)
    shared.delete(one.session)
    events.publish({ type: 'together' }, one.session)
    for (const { number } of one.viewers) events.closeSession(-number)
  }

  function live(): Shared[] {
    for (const one of shared.values()) if (one.endsAt <= steady()) end(one)
    return [...shared.values()]
  }

  const of = (session: number): Shared | null => live().find((one) => one.session === session) ?? null
  const secondsLeft = ({ endsAt }: Shared): number => Math.max(0, Math.ceil((endsAt - steady()) / 1000))

  const view = (one: Shared): Sharing => ({
    secondsLeft: secondsLeft(one),
    viewers: one.viewers.map(({ since }) => ({ secondsAgo: Math.floor((steady() - since) / 1000) })),
    pointing: one.pointing,
  })
  const watched = (one: Shared): WatchedPage => ({
    secondsLeft: secondsLeft(one),
    screen: one.screen,
    pointing: one.pointing && { role: one.pointing.role, label: one.pointing.label, nth: one.pointing.nth },
  })

  /** @throws ProblemError unless this viewer may still look on. */
  function watching(secret: string): { one: Shared; viewer: Viewer } {
    const hash = hashOf(secret)
    for (const one of live()) {
      const viewer = one.viewers.find(({ secretHash }) => secretHash === hash)
      if (viewer) return { one, viewer }
    }
    throw over()
  }

  async function scrubbed(screen: SharedScreen): Promise<SharedScreen> {
    const key = await keyOf(screen.path.split('/')[1] ?? '')
    if (key === null) return screen
    const scrub: Scrub = scrubFor([key])
    // shorter runs are no quotation, so most texts need no search
    const clean = (text: string) => (/\S{12}/.test(text) ? scrub(text) : text)
    return {
      ...screen,
      title: clean(screen.title),
      instance: screen.instance && clean(screen.instance),
      items: screen.items.map((item) => ({ ...item, label: clean(item.label) })),
    }
  }

  return {
    current: (session: number): Sharing | null => {
      const one = of(session)
      return one && view(one)
    },

    /** In place of one that this sign-in has begun before. @param address where people open Latchkey. */
    start(session: number, minutes: number, address: string): StartedSharing {
      const before = of(session)
      if (before) end(before)
      const [token, code] = [newSecret(), newCode()]
      const ms = minutes * 60_000
      const one: Shared = {
        session,
        endsAt: steady() + ms,
        tokenHash: hashOf(token),
        codeHash: hashOf(code),
        viewers: [],
        screen: null,
        pointing: null,
        timer: setTimeout(() => shared.get(session) === one && end(one), ms),
      }
      one.timer.unref()
      shared.set(session, one)
      events.publish({ type: 'together' }, session)
      return { ...view(one), link: `${address}/together#token=${token}`, code }
    },

    stop(session: number): void {
      const one = of(session)
      if (one) end(one)
    },

    async show(session: number, screen: SharedScreen): Promise<Sharing | null> {
      const clean = await scrubbed(screen)
      const one = of(session)
      if (!one) return null
      one.screen = clean
      tell(one)
      return view(one)
    },

    dismiss(session: number): Sharing | null {
      const one = of(session)
      if (!one) return null
      one.pointing = null
      tell(one)
      return view(one)
    },

    /** @returns the secret of this viewer alone. @throws ProblemError */
    open(given: string): { secret: string; watched: WatchedPage } {
      tries = tries.filter((at) => at > steady() - TRIES_MS)
      if (tries.length >= MOST_TRIES) throw new ProblemError('too-many-tries', 'Wait a minute, and try again.')
      const compact = given.replaceAll(/[\s-]/g, '')
      const one = live().find(({ tokenHash, codeHash }) => tokenHash === hashOf(given) || codeHash === hashOf(compact))
      if (!one || one.viewers.length >= MOST_VIEWERS) {
        tries.push(steady())
        throw over()
      }
      if (one.codeHash === hashOf(compact)) one.codeHash = null
      const secret = newSecret()
      one.viewers.push({ number: (viewerCount += 1), secretHash: hashOf(secret), since: steady() })
      tell(one)
      return { secret, watched: watched(one) }
    },

    watch: (secret: string): WatchedPage => watched(watching(secret).one),

    /** Only at what the caller's page has named: support can put no words of their own there. @throws ProblemError */
    point(secret: string, { role, label, nth }: ScreenPlace): WatchedPage {
      const { one } = watching(secret)
      const isThere = one.screen?.items.some((item) => item.role === role && item.label === label && item.nth === nth)
      if (!isThere) throw new ProblemError('not-on-screen', 'This is not on the page any more.')
      one.pointing = { role, label, nth, number: (pointCount += 1) }
      tell(one)
      return watched(one)
    },

    /** @returns null where this viewer has too many streams. @throws ProblemError */
    follow(secret: string): EventSubscription | null {
      const { one, viewer } = watching(secret)
      const isSignedIn = () => Promise.resolve(shared.get(one.session) === one && one.endsAt > steady())
      return events.subscribe({ session: -viewer.number, isSignedIn })
    },
  }
}
export type Together = ReturnType<typeof createTogether>

const over = (): ProblemError => new ProblemError('invitation-over', 'This page is not shown any more, or never was.')
