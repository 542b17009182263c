import type { Context } from 'hono'
import type { EventBus } from '../event-bus.ts'
import type { OpenSession } from '../store/sessions.ts'
import type { Together } from '../together.ts'
import type { SessionParts } from './session.ts'
import { setSessionCookies } from './session-cookie.ts'

export type VouchedSessionParts = SessionParts & { events: EventBus; together: Together }

/** The browser has this session from now on; the one that it had before ends, so that it has one and not two. */
export async function beginSession(
  c: Context,
  { sessions, events, together, basePath }: VouchedSessionParts,
  { secret, session }: { secret: string; session: OpenSession },
  former: number | null,
): Promise<void> {
  if (former !== null && former !== session.number && (await sessions.end(former, 'replaced'))) {
    together.stop(former)
    events.closeSession(former)
  }
  setSessionCookies(c, basePath, secret, session.expiresAt)
}
