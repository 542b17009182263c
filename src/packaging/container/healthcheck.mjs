// Asks the gateway of this container whether it runs, by its own settings: the image has no curl. Exit 0 where it does, 1 where not.
import { get as getPlain } from 'node:http'
import { get as getOverTls } from 'node:https'

const { LATCHKEY_BASE_PATH, LATCHKEY_PORT, LATCHKEY_PUBLIC_URL, LATCHKEY_TLS_CERT } = process.env
const path = (LATCHKEY_BASE_PATH || (LATCHKEY_PUBLIC_URL ? new URL(LATCHKEY_PUBLIC_URL).pathname : '')).replace(
  /\/+$/,
  '',
)
const [get, scheme] = LATCHKEY_TLS_CERT ? [getOverTls, 'https'] : [getPlain, 'http']
const url = `${scheme}://127.0.0.1:${LATCHKEY_PORT || 8420}${path}/api/health`

// the certificate is for the name that people use, and not for this address
get(url, { agent: false, rejectUnauthorized: false, signal: AbortSignal.timeout(4000) }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1)
}).on('error', () => process.exit(1))
