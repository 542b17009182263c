import { readProxySetting } from '#contract/proxy-setting.ts'
import type { ProxyFault } from '#domain/setting-faults.ts'

export type ProxyAddress = {
  /** Without brackets; empty for what cannot be used. */
  host: string
  port: number
  /** The connection to the proxy itself is encrypted. */
  secure: boolean
  /** Value of `Proxy-Authorization`; null without a login. */
  authorization: string | null
  /** `host:port`, fit to be shown; null where nothing is: any piece might be a password's. */
  shown: string | null
  fault: ProxyFault | null
}

export function readProxyAddress(text: string): ProxyAddress {
  const setting = readProxySetting(text)
  if (typeof setting === 'string')
    return { host: '', port: 0, secure: false, authorization: null, shown: null, fault: setting }
  const { host, port, secure, login } = setting
  const basic = login && Buffer.from(`${login.user}:${login.password}`).toString('base64')
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    secure,
    authorization: basic === null ? null : `Basic ${basic}`,
    shown: `${host}:${port}`,
    fault: null,
  }
}
