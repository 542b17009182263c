import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Stage } from '#domain/diagnosis.ts'
import type { StepResult, InspectionRun } from '../inspection-run.ts'
import type { CurlReply, ProbedVendor } from './answer.ts'
import { causeOfCurlReply, failureOfCurl, type CurlFailure } from './curl-failure.ts'

type Proxy = { host: string; port: number } | false

/** The network path from GLPI's own machine to GLPI Network, step by step, as its PHP used it. */
export async function vendorSteps(run: InspectionRun, seen: ProbedVendor, proxy: Proxy): Promise<void> {
  const { asked, proxied } = seen
  const isSecure = seen.url.startsWith('https:')
  const links = linksOf(seen, proxied && proxy, isSecure)
  const first = links[0]?.[0] ?? 'http'
  if (asked === null) return void (await run.step(first, async () => ({ notNeeded: 'no-curl' as const }), 'host'))
  const failure = failureOfCurl(asked, { isSecure, isProxied: proxied })
  let holds = true
  for (const [stage, facts] of links) {
    if (!holds) run.skip(stage, 'earlier-failure', 'host')
    else holds = await run.step(stage, async () => resultOfStage(stage, facts, asked, failure, proxied), 'host')
  }
}

function resultOfStage(
  stage: Stage,
  facts: SeenFacts,
  asked: CurlReply,
  failure: CurlFailure | null,
  isProxied: boolean,
): Exclude<StepResult, void> {
  const ms = Math.round((MS[stage]?.(asked) ?? 0) * 10) / 10
  if (failure?.at === stage)
    return { ms, cause: failure.cause, facts: { ...facts, 'error-code': `CURL_${asked.errno}`, message: asked.error } }
  if (stage === 'http') return { ms, cause: causeOfCurlReply(asked, isProxied), facts }
  return stage === 'tls' && facts.trust === null ? { notNeeded: 'plain-http' } : { ms, facts }
}

/** How long a link took by itself; curl counts from the beginning. */
const MS: Partial<Record<Stage, (asked: CurlReply) => number>> = {
  resolve: ({ resolvedMs }) => resolvedMs,
  connect: ({ connectedMs, resolvedMs }) => Math.max(0, connectedMs - resolvedMs),
  proxy: ({ connectedMs }) => connectedMs,
  tls: ({ encryptedMs, connectedMs }) => Math.max(0, encryptedMs - connectedMs),
  http: ({ ms, encryptedMs, connectedMs }) => Math.max(0, ms - Math.max(encryptedMs, connectedMs)),
}

function linksOf(
  { url, resolved, asked, caBundle }: ProbedVendor,
  proxy: Proxy,
  isSecure: boolean,
): [Stage, SeenFacts][] {
  const { pathname, hostname } = new URL(url)
  const names: SeenFacts = {
    host: hostname,
    ipv4: resolved?.ipv4.join(', '),
    ipv6: resolved?.ipv6.join(', '),
  }
  const path: [Stage, SeenFacts][] = proxy
    ? [['proxy', { proxy: `${proxy.host}:${proxy.port}`, 'proxy-from': 'glpi', ...proxyFacts(asked) }]]
    : [
        ['resolve', names],
        ['connect', asked?.address ? { address: asked.address, port: String(asked.port) } : {}],
      ]
  return [
    ...path,
    ['tls', { trust: isSecure ? undefined : null, 'ca-bundle': caBundle, ...certificateFacts(asked) }],
    ['http', { asked: pathname, ...replyFacts(asked) }],
  ]
}

const proxyFacts = (asked: CurlReply | null): SeenFacts =>
  asked === null || asked.connectStatus === 0
    ? {}
    : {
        'proxy-status': String(asked.connectStatus),
        'proxy-authenticate': asked.headers['proxy-authenticate']?.split(' ')[0],
        'proxy-software': asked.connectStatus === 200 ? undefined : (asked.headers.server ?? asked.headers.via),
      }

function certificateFacts(asked: CurlReply | null): SeenFacts {
  const one = asked?.certificate
  if (!one) return {}
  return {
    issuer: nameIn(one.issuer, 'CN'),
    'issuer-organisation': nameIn(one.issuer, 'O'),
    subject: nameIn(one.subject, 'CN'),
    'valid-from': instant(one.from),
    'valid-to': instant(one.to),
  }
}

/** One part of a name, as curl writes it: "C = FR, O = Mairie, CN = WebGuard CA". */
const nameIn = (name: string, part: 'CN' | 'O'): string | undefined =>
  new RegExp(`(?:^|[,/;])\\s*${part}\\s*=\\s*([^,/;]+)`).exec(name)?.[1]?.trim()

function instant(text: string): string | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

function replyFacts(asked: CurlReply | null): SeenFacts {
  if (asked === null || asked.status === 0) return {}
  const { status, headers, body } = asked
  return {
    status: String(status),
    'content-type': headers['content-type'],
    server: headers.server,
    via: headers.via,
    date: headers.date,
    location: headers.location?.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//'),
    'retry-after': headers['retry-after'],
    'page-title': body?.title,
  }
}
