import { ProblemError } from '#contract/problem-error.ts'
import { Failure } from '#net/failure.ts'
import type { LimitStates } from '../limit-states.ts'
import { createSignInGuard, type Tries } from '../sign-in-guard.ts'

/** Passwords that are tried at the same moment: of one account, from one address, and in all. */
const AT_ONCE = { account: 1, address: 4, all: 16 }

type PasswordTriesParts = {
  states: { addresses: LimitStates<Tries>; accounts: LimitStates<Tries> }
  at: () => number
  log: (line: string) => void
}

/**
 * Keeps Latchkey from finding passwords of GLPI for somebody: whoever was refused waits, longer each time, each account and each address by
 * itself, and few are tried at once.
 */
export function createPasswordTries({ states, at, log }: PasswordTriesParts) {
  const byAddress = createSignInGuard({ states: states.addresses, at, log, what: 'sign-ins that a GLPI refused' })
  // who was refused is in the log once
  const byAccount = createSignInGuard({ states: states.accounts, at, log: () => undefined, what: '' })
  const underWay = new Map<string, number>()

  function begin(key: string, most: number): () => void {
    const count = underWay.get(key) ?? 0
    if (count >= most)
      throw new ProblemError('too-many-tries', 'Too many sign-ins at once: try again.', { retryAfterSeconds: 1 })
    underWay.set(key, count + 1)
    return () => {
      const left = (underWay.get(key) ?? 1) - 1
      if (left > 0) underWay.set(key, left)
      else underWay.delete(key)
    }
  }

  return {
    /**
     * @param work tries one password, or one code.
     * @throws ProblemError `too-many-tries`, before anything is tried; and what `work` throws.
     */
    async run<T>({ address, account }: { address: string; account: string }, work: () => Promise<T>): Promise<T> {
      await byAddress.assertMayTry(address)
      await byAccount.assertMayTry(account)
      const ends: (() => void)[] = []
      try {
        ends.push(begin('', AT_ONCE.all))
        ends.push(begin(`address ${address}`, AT_ONCE.address))
        ends.push(begin(`account ${account}`, AT_ONCE.account))
        return await work()
      } catch (error) {
        if (error instanceof Failure && error.cause === 'glpi-sign-in-refused') {
          await byAddress.failed(address)
          await byAccount.failed(account)
        }
        throw error
      } finally {
        for (const end of ends) end()
      }
    },

    stop(): void {
      byAddress.stop()
      byAccount.stop()
    },
  }
}
export type PasswordTries = ReturnType<typeof createPasswordTries>
