import { randomInt } from 'node:crypto'
import { ProblemError } from '#contract/problem-error.ts'
import { scrubFor, type Scrub } from '#contract/scrub/scrub.ts'
import {
  SHARING_MINUTES,
  type SharedScreen,
  type ScreenPlace,
  type Sharing,
  type StartedSharing,
  type WatchedPage,
} from '#contract/together.ts'
import type { EventBus, EventSubscription } from './event-bus.ts'
import type { LimitBook, LimitStates } from './limit-states.ts'
import { hashOfSecret, newSecret } from './store/secrets.ts'
import type { SharedPage, SharedPages } from './store/shared-pages.ts'

/** Wrong tokens and codes of all callers in one minute. A code has 10^12 values. */
const MOST_TRIES = 30
const TRIES_MS = 60_000
const MOST_VIEWERS = 5
/** An end further away was stored by a clock that was set back since; those of replicas differ by less than a minute. */
const LONGEST_MS = (Math.max(...SHARING_MINUTES) + 1) * 60_000

export type TogetherParts = {
  events: EventBus
  pages: SharedPages
  tries: LimitStates<number[]>
  /** The clock that limits go by. */
  at: () => number
  /** Whether this sign-in is still open. */
  isSignedIn: (session: number) => Promise<boolean>
  /** The saved key of the instance that a page shows; null without one. */
  keyOf: (instanceId: string) => Promise<string | null>
  report: (error: unknown) => void
}

/** When each try of the last minute was, in the gateway's book. */
export const codeTriesIn = (book: LimitBook): LimitStates<number[]> =>
  book.of<number[]>({
    kind: 'codes',
    keptMs: TRIES_MS,
    read: (stored) => (Array.isArray(stored) ? stored.filter((at) => typeof at === 'number') : null),
  })

const newCode = (): string => Array.from({ length: 12 }, () => randomInt(10)).join('')

/** Numbers viewers below zero, so that the event bus takes none of them for a sign-in. */
const viewerNumber = (session: number, place: number): number => -(session * MOST_VIEWERS + place)
const viewersOf = (session: number): number[] =>
  Array.from({ length: MOST_VIEWERS }, (_, place) => viewerNumber(session, place))

const placeIn = (page: SharedPage, secret: string): number =>
  page.viewers.findIndex(({ secretHash }) => secretHash === hashOfSecret(secret))

/** Pages that are shown to support, until their time, the sign-in or the person ends that. No secret is stored. */
export function createTogether({ events, pages, tries, at, isSignedIn, keyOf, report }: TogetherParts) {
  /** For each page, the version that its followers at this gateway know of. */
  let told = new Map<number, string>()

  function tell(session: number): void {
    for (const number of [session, ...viewersOf(session)]) events.publish({ type: 'together' }, number)
  }

  const isOver = ({ endsAt }: { endsAt: number }): boolean => {
    const leftMs = endsAt - at()
    return leftMs <= 0 || leftMs > LONGEST_MS
  }

  async function lookNow(): Promise<void> {
    const all = await pages.list()
    const before = told
    told = new Map(all.filter((page) => !isOver(page)).map(({ session, version }) => [session, version]))
    for (const [session, version] of told) if (version !== before.get(session)) tell(session)
    for (const session of before.keys()) {
      if (told.has(session)) continue
      tell(session)
      for (const number of viewersOf(session)) events.closeSession(number)
    }
    for (const { session } of all.filter(isOver))
      await pages.change(session, (page) => (page && !isOver(page) ? page : null))
  }

  let looking: Promise<unknown> = Promise.resolve()
  /** Both sides of a page that has changed read it again, whatever replica has changed it. */
  function look(): Promise<void> {
    const mine = looking.then(lookNow, lookNow)
    looking = mine.catch(() => undefined)
    return mine
  }

  async function end(session: number): Promise<void> {
    await pages.change(session, () => null)
    await look()
  }

  /** null for a page whose time or sign-in is over. */
  async function live(page: SharedPage | null): Promise<SharedPage | null> {
    if (page === null) return null
    if (!isOver(page) && (await isSignedIn(page.session))) return page
    await end(page.session)
    return null
  }

  async function change(session: number, next: (page: SharedPage) => SharedPage): Promise<SharedPage | null> {
    const page = await live(await pages.change(session, (found) => found && next(found)))
    await look()
    return page
  }

  const secondsLeft = ({ endsAt }: SharedPage): number => Math.max(0, Math.ceil((endsAt - at()) / 1000))

  const view = (page: SharedPage): Sharing => ({
    secondsLeft: secondsLeft(page),
    viewers: page.viewers.map(({ since }) => ({ secondsAgo: Math.max(0, Math.floor((at() - since) / 1000)) })),
    pointing: page.pointing,
  })
  const viewOrNull = (page: SharedPage | null): Sharing | null => page && view(page)
  const watched = (page: SharedPage): WatchedPage => ({
    secondsLeft: secondsLeft(page),
    screen: page.screen,
    pointing: page.pointing && { role: page.pointing.role, label: page.pointing.label, nth: page.pointing.nth },
  })

  /** null unless this viewer may still look on. */
  async function findWatched(secret: string): Promise<SharedPage | null> {
    const page = await live(await pages.findBySecret(hashOfSecret(secret)))
    return page && placeIn(page, secret) >= 0 ? page : null
  }

  /** @throws ProblemError unless this viewer may still look on. */
  async function watching(secret: string): Promise<SharedPage> {
    const page = await findWatched(secret)
    if (!page) throw over()
    return page
  }

  /** Counts a try before it is checked, so that tries at the same time count too. @returns takes it back. @throws ProblemError */
  async function countTry(): Promise<() => Promise<unknown>> {
    const now = at()
    const latestOf = (found: number[] | null) => (found ?? []).filter((one) => Math.abs(now - one) < TRIES_MS)
    // those that are refused are not counted
    let isCounted = latestOf(await tries.find(EVERYBODY)).length < MOST_TRIES
    if (isCounted)
      await tries.change(EVERYBODY, (found) => {
        const latest = latestOf(found)
        isCounted = latest.length < MOST_TRIES
        return isCounted ? [...latest, now] : latest
      })
    if (!isCounted) throw new ProblemError('too-many-tries', 'Wait a minute, and try again.')
    return () =>
      tries.change(EVERYBODY, (found) => {
        const place = found?.indexOf(now) ?? -1
        return found && (place < 0 ? found : found.toSpliced(place, 1))
      })
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
    look,

    current: async (session: number): Promise<Sharing | null> => viewOrNull(await live(await pages.find(session))),

    /** In place of one that this sign-in has begun before. @param address where people open Latchkey. */
    async start(session: number, minutes: number, address: string): Promise<StartedSharing> {
      await end(session)
      const [token, code] = [newSecret(), newCode()]
      const page: SharedPage = {
        session,
        endsAt: at() + minutes * 60_000,
        tokenHash: hashOfSecret(token),
        codeHash: hashOfSecret(code),
        viewers: [],
        screen: null,
        pointing: null,
      }
      await pages.change(session, () => page)
      await look()
      return { ...view(page), link: `${address}/together#token=${token}`, code }
    },

    hide: end,

    /** The sign-in has ended: nobody looks on from then on anyway, and this is forgotten. */
    stop: (session: number): void => void end(session).catch(report),

    async show(session: number, screen: SharedScreen): Promise<Sharing | null> {
      const clean = await scrubbed(screen)
      return viewOrNull(await change(session, (page) => ({ ...page, screen: clean })))
    },

    dismiss: async (session: number): Promise<Sharing | null> =>
      viewOrNull(await change(session, (page) => ({ ...page, pointing: null }))),

    /** @returns the secret of this viewer alone. @throws ProblemError */
    async open(given: string): Promise<{ secret: string; watched: WatchedPage }> {
      const takeBack = await countTry()
      const [token, code] = [hashOfSecret(given), hashOfSecret(given.replaceAll(/[\s-]/g, ''))]
      const found = (await pages.findBySecret(token)) ?? (await pages.findBySecret(code))
      const secret = newSecret()
      const page =
        found &&
        (await change(found.session, (shown) => {
          const isByCode = shown.codeHash === code
          if ((shown.tokenHash !== token && !isByCode) || shown.viewers.length >= MOST_VIEWERS) return shown
          const viewer = { secretHash: hashOfSecret(secret), since: at() }
          return { ...shown, codeHash: isByCode ? null : shown.codeHash, viewers: [...shown.viewers, viewer] }
        }))
      if (!page || placeIn(page, secret) < 0) throw over()
      await takeBack()
      return { secret, watched: watched(page) }
    },

    watch: async (secret: string): Promise<WatchedPage> => watched(await watching(secret)),

    /** Only at what the caller's page has named: support can put no words of their own there. @throws ProblemError */
    async point(secret: string, { role, label, nth }: ScreenPlace): Promise<WatchedPage> {
      const { session } = await watching(secret)
      const pointing = { role, label, nth, number: randomInt(2 ** 47) }
      const page = await change(session, (shown) => {
        const isThere = shown.screen?.items.some((one) => one.role === role && one.label === label && one.nth === nth)
        return isThere && placeIn(shown, secret) >= 0 ? { ...shown, pointing } : shown
      })
      if (!page) throw over()
      if (page.pointing?.number !== pointing.number)
        throw new ProblemError('not-on-screen', 'This is not on the page any more.')
      return watched(page)
    },

    /** @returns null where this viewer has too many streams. @throws ProblemError */
    async follow(secret: string): Promise<EventSubscription | null> {
      const page = await watching(secret)
      // from then on it is known here, and so is its end
      await look()
      const isWatching = async () => (await findWatched(secret)) !== null
      return events.subscribe({ session: viewerNumber(page.session, placeIn(page, secret)), isSignedIn: isWatching })
    },
  }
}
export type Together = ReturnType<typeof createTogether>

const EVERYBODY = 'everybody'

const over = (): ProblemError => new ProblemError('invitation-over', 'This page is not shown any more, or never was.')
