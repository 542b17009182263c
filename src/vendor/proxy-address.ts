import { portOf } from './way/connect.ts'
import { hostOf } from './way/resolve.ts'

export type ProxyAddress = {
  /** Empty for what is no HTTP proxy, as SOCKS, or no address at all. */
  host: string
  port: number
  /** The way to the proxy itself is encrypted. */
  secure: boolean
  /** Value of `Proxy-Authorization`; null without a login. */
  authorization: string | null
  /** `host:port`, fit to be shown. */
  shown: string
}

const UNUSABLE: ProxyAddress = { host: '', port: 0, secure: false, authorization: null, shown: '' }

/** Reads `http://user:password@host:port` as curl does: without a scheme it is HTTP. */
export function readProxyAddress(text: string): ProxyAddress {
  const url = urlOf(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null) return UNUSABLE
  const { username, password, protocol } = url
  const port = portOf(url)
  const shown = `${url.hostname}:${port}`
  if (!['http:', 'https:'].includes(protocol)) return { ...UNUSABLE, shown: `${protocol}//${url.host}` }
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')
  const authorization = username === '' ? null : `Basic ${login}`
  return { host: hostOf(url), port, secure: protocol === 'https:', authorization, shown }
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** A lone percent sign in a password is itself. */
const decoded = (text: string): string => text.replace(/(?:%[\da-f]{2})+/gi, decodedRun)

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}
