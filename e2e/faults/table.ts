import type { Fault } from './fault.ts'
import { CLOCK } from './rows/clock.ts'
import { CONNECT } from './rows/connect.ts'
import { KEY_ROWS } from './rows/key.ts'
import { PROXY } from './rows/proxy.ts'
import { REPLY } from './rows/reply.ts'
import { RESOLVE } from './rows/resolve.ts'
import { STREAM } from './rows/stream.ts'
import { TLS } from './rows/tls.ts'

/** Everything that is done to Latchkey, and the one cause it has to name. */
export const FAULTS: readonly Fault[] = [
  ...RESOLVE,
  ...CONNECT,
  ...PROXY,
  ...TLS,
  ...STREAM,
  ...REPLY,
  ...KEY_ROWS,
  ...CLOCK,
]
