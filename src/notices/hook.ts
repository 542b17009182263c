import type { Dispatcher } from 'undici'
import type { RecipientKind } from '#contract/notices.ts'
import { readRetryAfter } from '#contract/retry-after.ts'
import { collectBody, exchange, type ExchangeRequest } from '#net/exchange.ts'
import { guardConnector, guardedLookup } from '#net/guarded-connect.ts'
import type { ComposedMessage } from './compose.ts'
import { DeliveryFailure, failureFrom, shortened } from './delivery-failure.ts'
import { hookRequest } from './hook-bodies.ts'
import { openTicket } from './glpi-ticket.ts'

export type HookTarget = { address: string; secret: string | null; appToken: string | null }
/** Connections to one origin. */
export type HookConnections = { dispatcher: Dispatcher; close: () => Promise<void> }

export type HookOptions = {
  signal: AbortSignal
  now: () => number
  limitMs?: number
  /** Through a proxy; null where an address is reached directly. */
  openConnections?: (address: URL) => Promise<HookConnections | null>
}

/** What one request was answered. */
export type HookReply = { status: number; body: string }
/** Sends a request, and takes any reply that is none of a failure. @throws DeliveryFailure */
export type Send = (request: ExchangeRequest) => Promise<HookReply>

const CONNECT_MS = 10_000
/** For all requests of one message: shorter than a message is claimed for. */
const HOOK_MS = 30_000
const MAX_BYTES = 65_536

/**
 * Sends a message to an HTTP address, and returns the status of the answer. No redirect is followed: what a message says, and what signs
 * it, goes nowhere else. @throws DeliveryFailure when it was not taken, or nobody knows.
 */
export async function sendToHook(
  kind: Exclude<RecipientKind, 'email'>,
  target: HookTarget,
  message: ComposedMessage,
  { signal, now, limitMs = HOOK_MS, openConnections = async () => null }: HookOptions,
): Promise<string> {
  const { dispatcher, close } = (await openConnections(new URL(target.address))) ?? (await connectDirectly())
  const until = Date.now() + limitMs
  const send: Send = async (request) => {
    const { take, whole } = collectBody()
    const head = await exchange(dispatcher, request, {
      limit: { ms: Math.max(until - Date.now(), 1), signal },
      late: () => new DeliveryFailure({ fault: 'no-answer', said: null }),
      maxBytes: MAX_BYTES,
      take,
      now,
    })
    const body = whole().toString('utf8')
    refuse(
      head.status,
      [head.headers['retry-after']].flat()[0] ?? null,
      now(),
      kind === 'glpi-ticket' ? codeOf(body) : '',
    )
    return { status: head.status, body }
  }
  try {
    const { status } =
      kind === 'glpi-ticket'
        ? await openTicket(target, message, send)
        : await send(hookRequest(kind, target, message, now()))
    return `HTTP ${status}`
  } catch (error) {
    throw failureFrom(error, target.secret)
  } finally {
    void close()
  }
}

async function connectDirectly(): Promise<HookConnections> {
  const { Agent, buildConnector: connectorOf } = await import('undici')
  const connect = connectorOf({ timeout: CONNECT_MS, allowH2: false, lookup: guardedLookup })
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: guardConnector(connect) })
  return { dispatcher, close: () => dispatcher.destroy() }
}

/** GLPI names its refusals: `["ERROR_WRONG_APP_TOKEN_PARAMETER","…"]`, or says `["ERROR","API disabled; …"]`. */
function codeOf(body: string): string {
  const [, code, words = ''] = /^\["(ERROR\w*)","([^";]*)/.exec(body) ?? []
  return code === undefined ? '' : ` ${code === 'ERROR' ? words : code}`
}

function refuse(status: number, retryAfter: string | null, now: number, code: string): void {
  if (status >= 200 && status < 300) return
  const said = shortened(`HTTP ${status}${code}`)
  if (status >= 300 && status < 400) throw new DeliveryFailure({ fault: 'redirected', said })
  const fault = status === 401 || status === 403 ? 'sign-in-refused' : 'refused'
  throw new DeliveryFailure({ fault, said }, readRetryAfter(retryAfter, now))
}
