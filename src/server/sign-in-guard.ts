import { ProblemError } from '#contract/problem-error.ts'
import type { LimitBook, LimitStates } from './limit-states.ts'
import type { LimitKind } from './store/schema.ts'
import { storedNumber } from './store/stored-values.ts'

/** A mistyped link is tried again a few times. */
const FREE_TRIES = 5
/** After this many wrong tokens in a minute, from all addresses together, each address has one free try. Nobody guesses 256 bits. */
const MOST_TRIES = 600
const MINUTE_MS = 60_000
/** The longest wait of an address: somebody who shares it with an attacker can still sign in. */
const LONGEST_WAIT_MS = 60_000
/** Addresses that are told apart in the log. */
const MOST_ADDRESSES = 10_000

/** Wrong ones in a row. */
export type Tries = { wrong: number; waitsUntil: number; lastAt: number }

/** What was tried, in the gateway's book. */
export const triesIn = (book: LimitBook, kind: LimitKind): LimitStates<Tries> =>
  book.of<Tries>({
    kind,
    keptMs: 2 * LONGEST_WAIT_MS,
    read(stored) {
      const { wrong, waitsUntil, lastAt } = Object(stored)
      if (typeof wrong !== 'number') return null
      return { wrong, waitsUntil: storedNumber(waitsUntil), lastAt: storedNumber(lastAt) }
    },
  })

type SignInGuardParts = {
  states: LimitStates<Tries>
  at: () => number
  log: (line: string) => void
  /** What is counted, in the words of the log. */
  what: string
}

/**
 * Slows down those who try tokens, each address by itself: after some wrong ones it waits 1 s, then 2, 4 and so on, and is refused
 * meanwhile before its body is read. Says so in the log once a minute, with how many there were.
 */
export function createSignInGuard({ states, at, log, what }: SignInGuardParts) {
  let unsaid = 0
  let addressesUnsaid = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  function say(): void {
    timer = undefined
    if (unsaid === 0) return
    const { size } = addressesUnsaid
    const from = size === 1 ? 'one address' : `${size} addresses`
    log(`in the last minute, ${what}: ${unsaid}, from ${from}`)
    unsaid = 0
    addressesUnsaid = new Set()
  }

  function count(address: string): void {
    unsaid += 1
    if (addressesUnsaid.size < MOST_ADDRESSES) addressesUnsaid.add(address)
    timer ??= setTimeout(say, MINUTE_MS).unref()
  }

  /** Counts one more in this minute. @returns whether there were very many before it. */
  async function isCrowded(): Promise<boolean> {
    const minute = await states.change(EVERYBODY, (found) => {
      const isSame = found !== null && Math.abs(at() - found.lastAt) < MINUTE_MS
      return isSame ? { ...found, wrong: found.wrong + 1 } : { wrong: 1, waitsUntil: 0, lastAt: at() }
    })
    return minute !== null && minute.wrong > MOST_TRIES
  }

  return {
    /** @throws ProblemError while this address has to wait. */
    async assertMayTry(address: string): Promise<void> {
      const waitsMs = ((await states.find(nameOf(address)))?.waitsUntil ?? 0) - at()
      // further away than any wait is what a clock that was set back makes of it
      if (waitsMs <= 0 || waitsMs > LONGEST_WAIT_MS) return
      count(address)
      throw new ProblemError(
        'too-many-tries',
        'Too many refused sign-ins from your address, or for this account: wait, and try again.',
        {
          retryAfterSeconds: Math.ceil(waitsMs / 1000),
        },
      )
    },

    /** A token was wrong. */
    async failed(address: string): Promise<void> {
      count(address)
      const isFree = !(await isCrowded())
      await states.change(nameOf(address), (found) => {
        const lastAt = at()
        const wrong = (found && lastAt - found.lastAt < 2 * LONGEST_WAIT_MS ? found.wrong : 0) + 1
        const beyond = wrong - (isFree ? FREE_TRIES : 0)
        return { wrong, lastAt, waitsUntil: beyond > 0 ? lastAt + waitAfter(beyond) : 0 }
      })
    },

    /** What was not said yet is said now. */
    stop(): void {
      clearTimeout(timer)
      say()
    },
  }
}
/** Of all addresses together, in this minute. */
const EVERYBODY = 'everybody'
const nameOf = (address: string): string => `address ${address}`

export type SignInGuard = ReturnType<typeof createSignInGuard>

const waitAfter = (wrong: number): number => Math.min(1000 * 2 ** Math.min(wrong - 1, 10), LONGEST_WAIT_MS)
