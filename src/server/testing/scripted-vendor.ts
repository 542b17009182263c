import { fingerprintOf } from '#domain/fingerprint.ts'
import { MOST_TRIES } from '#domain/recheck.ts'
import type { NoAnswer, Observation, VendorAnswer } from '#domain/verdict.ts'
import type { VendorClient } from '#glpi-network/client.ts'

export type SaidVerdict = VendorAnswer['verdict']

/** What GLPI Network does with every question: it answers, says nothing, or asks for a pause of so many seconds. */
export type Mood = 'answers' | 'silent' | { pauseSeconds: number }

const DAY_MS = 86_400_000

/** GLPI Network without a network: it answers at once, and keeps what it was asked. */
export class ScriptedVendor {
  mood: Mood = 'answers'
  /** What it thinks of a key, by its fingerprint; it accepts the others. */
  readonly verdicts = new Map<string, SaidVerdict>()
  /** Each try of a question. */
  calls = 0
  asked: { fingerprint: string; uid: string | null; observation: Observation }[] = []
  readonly #now: () => number

  /** @param now its own clock. */
  constructor(now: () => number) {
    this.#now = now
  }

  client(steady: () => number): VendorClient {
    return {
      ask: async ({ key, uid, tries = MOST_TRIES }) => {
        const fingerprint = fingerprintOf(key)
        const observation = this.#answer(fingerprint, steady)
        this.calls += this.mood === 'silent' ? tries : 1
        this.asked.push({ fingerprint, uid, observation })
        return observation
      },
      ping: async () => ({
        reachable: this.mood === 'answers',
        cause: this.mood === 'answers' ? null : 'reply-timeout',
      }),
      list: async () => noAnswer(null),
      close: async () => undefined,
    }
  }

  #answer(fingerprint: string, steady: () => number): Observation {
    if (this.mood !== 'answers') return noAnswer(this.mood === 'silent' ? null : this.mood.pauseSeconds)
    const verdict = this.verdicts.get(fingerprint) ?? 'accepted'
    return {
      verdict,
      message: null,
      cause: verdict === 'refused' ? 'key-refused' : verdict === 'ended' ? 'subscription-ended' : null,
      subscription: verdict === 'refused' ? null : this.#subscription(verdict === 'accepted'),
      owner: verdict === 'refused' ? null : 'Town of Practice',
      clockOffsetMs: this.#now() - steady(),
    }
  }

  #subscription(running: boolean): VendorAnswer['subscription'] {
    const day = (days: number) => new Date(this.#now() + days * DAY_MS).toISOString()
    return { title: 'Standard', running, beginsAt: day(-300), endsAt: day(running ? 65 : -1), offer: null }
  }
}

const noAnswer = (retryAfterSeconds: number | null): NoAnswer => ({
  verdict: 'no-answer',
  message: null,
  cause: retryAfterSeconds === null ? 'reply-timeout' : 'vendor-error',
  retryAfterSeconds,
})
