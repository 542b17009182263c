import type { HookConnections } from '#notices/hook.ts'
import type { Environment } from '#glpi-network/proxy-choice.ts'

const TIMEOUTS = { connectMs: 10_000, totalMs: 30_000 }

/** Connections to an address through the proxy that the environment names for it, as checks use it; null where it names none. */
export async function openThroughProxy(address: URL, env: Environment): Promise<HookConnections | null> {
  const { proxyFromEnvironment } = await import('#glpi-network/proxy-choice.ts')
  const proxy = proxyFromEnvironment(address, env)
  if (proxy === null) return null
  const [{ createVendorConnections }, { readProxyAddress }] = await Promise.all([
    import('#glpi-network/dispatcher.ts'),
    import('#glpi-network/proxy-address.ts'),
  ])
  const path = {
    base: address,
    proxy: readProxyAddress(proxy),
    proxyFrom: 'environment',
    userAgent: 'Latchkey',
    ca: null,
  } as const
  return createVendorConnections(path, TIMEOUTS)
}
