import { isLoopback } from '#contract/loopback.ts'
import { tidySetting } from '#contract/tidy-setting.ts'
import { isExcluded } from './no-proxy.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for this address, from the first of `https_proxy`, `HTTPS_PROXY`, `all_proxy` and `ALL_PROXY` that says something, unless
 * `no_proxy` or `NO_PROXY` names the address; null to go direct. As curl reads them, and so PHP.
 * Loopback is never reached through a proxy: nothing but this machine could answer there.
 */
export function proxyFromEnvironment(target: URL, env: Environment): string | null {
  if (isLoopback(target.hostname) || isExcluded(target, read(env, 'no_proxy') ?? '')) return null
  return read(env, target.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? read(env, 'all_proxy') ?? null
}

/** A setting that is empty once tidied counts as unset. */
const read = (env: Environment, name: string): string | undefined =>
  [env[name], env[name.toUpperCase()]].map((value) => tidySetting(value ?? '')).find((value) => value !== '')
