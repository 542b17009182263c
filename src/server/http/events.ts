import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { eventsApi } from '#contract/api/events.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { EventBus, EventSubscription } from '../event-bus.ts'
import type { Handlers } from './routes.ts'
import { findSession, type SessionParts } from './session.ts'

export type EventServices = SessionParts & { events: EventBus }

/** Server-sent events, one JSON object each, until either side ends them. */
export function answerEvents(c: Context, events: Pick<EventSubscription, 'close'> & AsyncIterable<unknown>): Response {
  // otherwise nginx would hold them back until there are many
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => events.close())
    for await (const event of events) await stream.writeSSE({ data: JSON.stringify(event) })
  })
}

export const eventHandlers = (services: EventServices): Handlers<typeof eventsApi> => ({
  follow: async ({ context: c }) => {
    const session = await findSession(c, services)
    const subscription =
      session &&
      services.events.subscribe({
        session: session.number,
        isSignedIn: () => services.sessions.isOpen(session.number),
        hasSameRole: async () => (await services.sessions.roleOf(session.number)) === session.role,
      })
    if (!subscription)
      throw new ProblemError('too-many-streams', 'This sign-in has as many open pages as can be told what changes.')
    return answerEvents(c, subscription)
  },
})
