import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import type { buildConnector } from 'undici'
import { vendorFailureOf } from './failure.ts'

/** Lets undici use connections that are opened by `open`. */
export function connectorOf(open: () => Promise<Socket>): buildConnector.connector {
  const opened = callbackify(open)
  return (_, done) => opened((error, socket) => (error ? done(vendorFailureOf(error), null) : done(null, socket)))
}
