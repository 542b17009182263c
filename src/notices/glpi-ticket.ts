import type { ExchangeRequest } from '#net/exchange.ts'
import type { ComposedMessage } from './compose.ts'
import { DeliveryFailure } from './delivery-failure.ts'
import { linesOf } from './hook-bodies.ts'
import type { HookReply, HookTarget, Send } from './hook.ts'

/** The longest title of a ticket. */
const MOST_IN_TITLE = 250

/**
 * Opens a ticket by GLPI's legacy REST API (`apirest.php`), in a session of its own. The message's id stands in the ticket's text; where
 * there is a ticket with it already, none is opened again.
 */
export async function openTicket(target: HookTarget, message: ComposedMessage, send: Send): Promise<HookReply> {
  const base = new URL(target.address)
  const app = target.appToken === null ? {} : { 'app-token': target.appToken }
  const request = (
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): ExchangeRequest => ({
    method,
    origin: base.origin,
    path: `${base.pathname.replace(/\/+$/, '')}/${path}`,
    headers: { 'content-type': 'application/json', 'user-agent': 'Latchkey', ...app, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const opened = await send(request('GET', 'initSession', { authorization: `user_token ${target.secret ?? ''}` }))
  const session = { 'session-token': memberOf(opened.body, 'session_token') }
  try {
    const query = new URLSearchParams({ 'searchText[content]': message.id, range: '0-0' })
    const found = await send(request('GET', `Ticket/?${query.toString()}`, session)).catch(unlessRefused)
    if (found && isList(found.body)) return found
    return await send(request('POST', 'Ticket/', session, { input: ticketOf(message) }))
  } finally {
    // GLPI ends it by itself where this fails
    await send(request('GET', 'killSession', session)).catch(() => undefined)
  }
}

const ticketOf = (message: ComposedMessage) => ({
  name: message.subject.slice(0, MOST_IN_TITLE),
  content: [...linesOf(message), message.url, message.id].map((line) => `<p>${escapedHtml(line)}</p>`).join(''),
  // incident; GLPI counts from very low to very high
  type: 1,
  urgency: message.severity === 'critical' ? 4 : 3,
})

/** An account that may open tickets need not be allowed to search them. */
function unlessRefused(error: unknown): null {
  if (error instanceof DeliveryFailure && error.failure.said?.startsWith('HTTP 4')) return null
  throw error
}

const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether at least one was found. */
function isList(body: string): boolean {
  const found = parsed(body)
  return Array.isArray(found) && found.length > 0
}

/** @throws DeliveryFailure: whatever answers without a session is no API of a GLPI that lets us in. */
function memberOf(body: string, name: string): string {
  const value: unknown = Reflect.get(Object(parsed(body)), name)
  if (typeof value === 'string' && value !== '') return value
  throw new DeliveryFailure({ fault: 'sign-in-refused', said: null })
}
