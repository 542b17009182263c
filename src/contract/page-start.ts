import * as z from 'zod/mini'
import { CurrentSession, Instance, Registration } from './panel.ts'

/** The `id` of the element of the page that holds it, as JSON. */
export const PAGE_START_ID = 'latchkey-start'

/** The cookie that scripts can read: which sign-in this browser has. It opens nothing. */
export const SIGN_IN_COOKIE = 'latchkey-page'

/**
 * What the gateway writes into the page, so that the page need not ask for it. null stands for what it did not write: the page
 * asks for that.
 */
export const PageStart = z.object({
  /** Whose page it is, as `SIGN_IN_COOKIE` has it; '' without a sign-in. A page that a proxy kept may be somebody else's. */
  signIn: z.string(),
  session: CurrentSession,
  instances: z.nullable(z.array(Instance)),
  /** Of the instance that the address names. */
  registration: z.nullable(Registration),
})
export type PageStart = z.infer<typeof PageStart>
