import type { Context } from 'hono'
import { agentOf } from '../actor.ts'
import type { RefusedAttempts } from '../refused-attempts.ts'
import { SignInFailed } from '../sign-in-failed.ts'
import { callerOf } from './caller.ts'

export type SignInPageParts = { basePath: string; refusedAttempts: RefusedAttempts }

/** Sends the browser to where `work` says; or back to the page where people sign in, which says why nobody was signed in. */
export async function orSayWhy(
  c: Context,
  { basePath, refusedAttempts }: SignInPageParts,
  work: () => Promise<string>,
  instance: string | null = null,
): Promise<Response> {
  try {
    return c.redirect(await work())
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error
    const { reason, causeCode } = error
    const by = agentOf(null, callerOf(c).address)
    await refusedAttempts.note({ action: 'sign-in', code: reason, instance, by })
    return c.redirect(`${basePath}/sign-in?failed=${reason}${causeCode === null ? '' : `&cause=${causeCode}`}`)
  }
}
