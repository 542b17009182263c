import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { togetherApi } from '#contract/api/together.ts'
import type { AuditAction } from '#contract/audit.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { currentActor } from '../actor.ts'
import type { Together } from '../together.ts'
import { isOverTls } from './caller.ts'
import { answerEvents } from './events.ts'
import type { Handlers } from './routes.ts'
import { cookieNameFor } from './session-cookie.ts'

export type TogetherServices = {
  basePath: string
  together: Together
  /** Where people open Latchkey; null before that is known. */
  publicAddress: () => Promise<string | null>
  /** Records what is stored nowhere else. */
  record: (action: AuditAction, facts?: Record<string, number>) => Promise<void>
}

/** Not that of a session: it opens nothing but the page that is shown. */
const COOKIE = 'latchkey-together'

const secretIn = (c: Context, basePath: string): string => getCookie(c, cookieNameFor(c, basePath, COOKIE)) ?? ''
const session = (): number => currentActor()?.number ?? 0

export const togetherHandlers = ({
  together,
  publicAddress,
  record,
  basePath,
}: TogetherServices): Handlers<typeof togetherApi> => ({
  current: () => together.current(session()),
  start: async ({ body, context: c }) => {
    await record('page-show', { minutes: body.minutes })
    return together.start(session(), body.minutes, (await publicAddress()) ?? new URL(c.req.url).origin)
  },
  stop: async () => {
    if (await together.current(session())) await record('page-hide')
    await together.hide(session())
    return undefined
  },
  show: ({ body }) => together.show(session(), body),
  dismiss: () => together.dismiss(session()),
  open: async ({ body, context: c }) => {
    const { secret, watched } = await together.open(body.secret)
    // nobody looks on without the cookie
    await record('page-watch')
    setCookie(c, cookieNameFor(c, basePath, COOKIE), secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: `${basePath}/`,
      secure: isOverTls(c),
      maxAge: watched.secondsLeft,
    })
    return watched
  },
  watch: ({ context: c }) => together.watch(secretIn(c, basePath)),
  follow: async ({ context: c }) => {
    const subscription = await together.follow(secretIn(c, basePath))
    if (!subscription) throw new ProblemError('too-many-streams', 'Too many windows look on.')
    return answerEvents(c, subscription)
  },
  point: ({ body, context: c }) => together.point(secretIn(c, basePath), body),
})
