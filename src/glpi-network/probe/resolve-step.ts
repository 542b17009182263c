import type { LookupAddress } from 'node:dns'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { waitUntil } from '#net/deadline.ts'
import { resolveHost } from '../path/resolve.ts'
import { askDns, type DnsQuestions } from './dns.ts'
import { plannedStep } from './plan.ts'
import type { ProbeRun } from './run.ts'

/** The other end of a connection. */
export type Endpoint = {
  host: string
  port: number
  /** What an error on the network path to it means. */
  nameFailure: (error: unknown) => Error
  /** Name servers in place of the system's, `address:port`. */
  dnsServers?: readonly string[] | undefined
}

/** How much of the time DNS may take beyond the system's own answer. */
const GRACE = 1 / 20

/** The addresses of a name, as every check finds them, and what DNS itself answers, to compare. */
export async function resolveStep(run: ProbeRun, route: StepRoute, { host, dnsServers, nameFailure }: Endpoint) {
  const seen: SeenFacts = { host }
  return run.step(plannedStep(route, 'resolve'), seen, async () => {
    const dns = askDns(host, dnsServers)
    const startedAt = performance.now()
    let found: LookupAddress[] = []
    try {
      found = await resolveHost(host, run.limits(1 / 4))
      if (isIP(host) === 0) seen['lookup-ms'] = rounded(performance.now() - startedAt)
      return found
    } catch (error) {
      throw nameFailure(error)
    } finally {
      await waitUntil(
        run.limits(GRACE),
        () => new Error('out of time'),
        () => dns.done,
      ).catch(dns.cancel)
      Object.assign(seen, await nameFacts(host, found, dns.answers))
    }
  })
}

async function nameFacts(host: string, found: LookupAddress[], answers: DnsQuestions['answers']): Promise<SeenFacts> {
  const pinned = found.length > 0 && isIP(host) === 0 && (await isPinned(host))
  const ofFamily = (family: 4 | 6) => {
    const known = found.filter((one) => one.family === family).map(({ address }) => address)
    // where the hosts file names the host, the addresses in DNS are not those in use
    return [...new Set([...known, ...(pinned ? [] : (answers[family]?.addresses ?? []))])].join(', ')
  }
  const inDns = new Set([...(answers[4]?.addresses ?? []), ...(answers[6]?.addresses ?? [])])
  const answeredBy = pinned ? 'hosts-file' : found.some(({ address }) => inDns.has(address)) ? 'dns' : null
  return {
    ipv4: ofFamily(4),
    ipv6: ofFamily(6),
    'answered-by': answeredBy,
    'ipv4-ms': answers[4] && rounded(answers[4].ms),
    'ipv6-ms': answers[6] && rounded(answers[6].ms),
  }
}

const rounded = (ms: number): string => String(Math.round(ms * 10) / 10)

const HOSTS_FILE =
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts'

/** Whether this machine's hosts file names the host. Such an entry stays when the address changes. */
export async function isPinned(host: string, file = HOSTS_FILE): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const name = host.toLowerCase().replace(/\.$/, '')
  return text.split('\n').some((line) => {
    const [, ...names] = line.replace(/#.*/, '').toLowerCase().trim().split(/\s+/)
    return names.includes(name)
  })
}
