export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for this address from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, as curl reads them; null to go direct.
 * Loopback is never reached through a proxy: nothing but this machine could answer there.
 */
export function proxyFromEnvironment(target: URL, env: Environment): string | null {
  if (isLoopback(target.hostname) || isExcluded(target, read(env, 'no_proxy') ?? '')) return null
  return read(env, target.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? null
}

const read = (env: Environment, name: string): string | undefined => env[name] || env[name.toUpperCase()] || undefined

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)

function isExcluded({ hostname, port }: URL, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true
      const [name = '', onlyPort] = entry
        .replace(/^\*?\./, '')
        .toLowerCase()
        .split(/:(?=\d+$)/)
      if (onlyPort !== undefined && onlyPort !== port) return false
      return hostname === name || hostname.endsWith(`.${name}`)
    })
}
