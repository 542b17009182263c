import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import type { Dispatcher } from 'undici'

type LookupDone = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/**
 * Connections to one origin, direct or through one proxy, whose login may stand in its address.
 * undici is loaded at first use: a gateway that only shows what it remembers needs none of it.
 */
export async function createDispatcher(proxy: string | null, connectMs: number): Promise<Dispatcher> {
  const { Agent, ProxyAgent } = await import('undici')
  // the whole exchange has its own deadline; two clocks for one thing would race
  const options = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: connectMs, lookup: timedLookup(connectMs) } }
  if (proxy === null) return new Agent(options)
  const { origin, username, password } = new URL(proxy)
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const token = username ? { token: `Basic ${Buffer.from(login).toString('base64')}` } : {}
  return new ProxyAgent({ ...options, uri: origin, proxyTunnel: true, ...token })
}

/** Node's resolver has no deadline of its own, and a connect timeout would hide that it was the name that hung. */
function timedLookup(timeoutMs: number) {
  return (hostname: string, options: LookupOptions, done: LookupDone): void => {
    let waiting = true
    const finish: LookupDone = (error, address, family) => {
      if (!waiting) return
      waiting = false
      clearTimeout(timer)
      done(error, address, family)
    }
    // a little earlier than the connect timeout, so that the truer of the two is told
    const timer = setTimeout(
      () => finish(Object.assign(new Error('the name was not resolved in time'), { code: 'DNS_TIMEOUT' }), []),
      timeoutMs * 0.9,
    )
    lookup(hostname, options, finish)
  }
}
