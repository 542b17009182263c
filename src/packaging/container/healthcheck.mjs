// Asks the gateway of this container whether it runs, where its settings say that it listens: the image has no curl. Exit 0 where it
// does, 1 where not.
import { get as getPlain } from 'node:http'
import { get as getOverTls } from 'node:https'

const { LATCHKEY_BASE_PATH, LATCHKEY_HOST, LATCHKEY_PORT, LATCHKEY_PUBLIC_URL, LATCHKEY_TLS_CERT } = process.env

/** Who listens on every address is asked at this one; an image has no names of its own to look up. */
const INSTEAD_OF_ALL = { '0.0.0.0': '127.0.0.1', '::': '::1' }
const host = (LATCHKEY_HOST || '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
const basePath = LATCHKEY_BASE_PATH || (LATCHKEY_PUBLIC_URL ? new URL(LATCHKEY_PUBLIC_URL).pathname : '')

const get = LATCHKEY_TLS_CERT ? getOverTls : getPlain
const asked = {
  host: INSTEAD_OF_ALL[host] ?? host,
  port: LATCHKEY_PORT || 8420,
  path: `${basePath.replace(/\/+$/, '')}/api/health`,
  agent: false,
  // the certificate is for the name that people use, and not for this address
  rejectUnauthorized: false,
  signal: AbortSignal.timeout(4000),
}
get(asked, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))
