import { ProblemError } from '#contract/problem-error.ts'

/** A mistyped link is tried again a few times. */
const FREE_TRIES = 5
/** After this many wrong tokens in a minute, from all addresses together, each address has one free try. Nobody guesses 256 bits. */
const MOST_TRIES = 600
const MINUTE_MS = 60_000
/** The longest wait of an address: somebody who shares it with an attacker can still sign in. */
const LONGEST_WAIT_MS = 60_000
/** Addresses that are remembered; the one that failed longest ago is forgotten first. */
const MOST_ADDRESSES = 10_000

type Tries = { wrong: number; waitsUntil: number; lastAt: number }

type SignInGuardParts = {
  steady: () => number
  log: (line: string) => void
  /** What is counted, in the words of the log. */
  what: string
}

/**
 * Slows down those who try tokens, each address by itself: after some wrong ones it waits 1 s, then 2, 4 and so on, and is refused
 * meanwhile before its body is read. Says so in the log once a minute, with how many there were.
 */
export function createSignInGuard({ steady, log, what }: SignInGuardParts) {
  const byAddress = new Map<string, Tries>()
  let minuteFrom = Number.NEGATIVE_INFINITY
  let wrongInMinute = 0
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

  function isCrowded(): boolean {
    if (steady() - minuteFrom >= MINUTE_MS) {
      minuteFrom = steady()
      wrongInMinute = 0
    }
    return wrongInMinute >= MOST_TRIES
  }

  return {
    /** @throws ProblemError while this address has to wait. */
    assertMayTry(address: string): void {
      const waitsMs = (byAddress.get(address)?.waitsUntil ?? 0) - steady()
      if (waitsMs <= 0) return
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
    failed(address: string): void {
      count(address)
      const at = steady()
      const known = byAddress.get(address)
      const wrong = (known && at - known.lastAt < 2 * LONGEST_WAIT_MS ? known.wrong : 0) + 1
      const beyond = wrong - (isCrowded() ? 0 : FREE_TRIES)
      wrongInMinute += 1
      byAddress.delete(address)
      byAddress.set(address, { wrong, lastAt: at, waitsUntil: beyond > 0 ? at + waitAfter(beyond) : 0 })
      for (const [oldest] of byAddress) {
        if (byAddress.size <= MOST_ADDRESSES) break
        byAddress.delete(oldest)
      }
    },

    /** What was not said yet is said now. */
    stop(): void {
      clearTimeout(timer)
      say()
    },
  }
}
export type SignInGuard = ReturnType<typeof createSignInGuard>

const waitAfter = (wrong: number): number => Math.min(1000 * 2 ** Math.min(wrong - 1, 10), LONGEST_WAIT_MS)
