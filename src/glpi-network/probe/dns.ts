import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

type Answer = { addresses: string[]; ms: number }

export type DnsQuestions = {
  /** Answers so far. A name without addresses has an empty list; absent is what was not answered, or with an error. */
  answers: { 4?: Answer; 6?: Answer }
  done: Promise<unknown>
  cancel: () => void
}

/** DNS answers that there is no record of this type: that is an answer too. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])

/** Asks the system's own name servers for A and AAAA, without the hosts file, each separately. Addresses and `localhost` need no query. */
export function askDns(host: string, servers?: readonly string[]): DnsQuestions {
  if (isIP(host) !== 0 || host === 'localhost') return { answers: {}, done: Promise.resolve(), cancel: () => undefined }
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (servers) resolver.setServers(servers)
  const answers: DnsQuestions['answers'] = {}
  const startedAt = performance.now()
  const take = async (family: 4 | 6, question: Promise<string[]>) => {
    const addresses = await question.catch((error: unknown) => (isNothing(error) ? [] : null))
    if (addresses) answers[family] = { addresses, ms: performance.now() - startedAt }
  }
  return {
    answers,
    done: Promise.all([take(4, resolver.resolve4(host)), take(6, resolver.resolve6(host))]),
    cancel: () => resolver.cancel(),
  }
}

const isNothing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && NOTHING.has(error.code)
