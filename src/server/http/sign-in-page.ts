import type { Context } from 'hono'
import { SignInFailed } from '../sign-in-failed.ts'

/** Sends the browser to where `work` says; or back to the page where people sign in, which says why nobody was signed in. */
export async function orSayWhy(c: Context, basePath: string, work: () => Promise<string>): Promise<Response> {
  try {
    return c.redirect(await work())
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error
    const { reason, causeCode } = error
    return c.redirect(`${basePath}/sign-in?failed=${reason}${causeCode === null ? '' : `&cause=${causeCode}`}`)
  }
}
