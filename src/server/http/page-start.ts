import type { Context } from 'hono'
import type { PageStart } from '#contract/page-start.ts'
import type { Registration } from '#contract/panel.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { runAs } from '../actor.ts'
import type { InstanceOverview } from '../instance-overview.ts'
import type { RegistrationService } from '../registration-service.ts'
import { SANDBOX_ID } from '../store/instances.ts'
import { STRANGERS_START } from './page-text.ts'
import { signInTag } from './session-cookie.ts'
import { sessionView, useSession, type SessionParts } from './session.ts'

export type PageStartServices = SessionParts & {
  instanceOverview: InstanceOverview
  registrationService: RegistrationService
  consoleAllowed: boolean
  sandbox: unknown
  report: (error: unknown) => void
}

/** Reads what the page of somebody who is signed in begins with. */
export type ReadStart = () => Promise<PageStart>

/** The pages of one instance. */
const INSTANCE_PATH = /^\/([^/]+)\/(?:setup|setup-guide)(?:\/|$)/
const REGISTRATION_PATH = /^\/([^/]+)\/setup\/general\/glpi-network\/?$/

/**
 * What the page at this address begins with. Never throws: what cannot be read is left for the page to ask, and to explain.
 * @returns once it is known who asks, and cookies are set: the start for strangers; a function that reads it for those who are signed in;
 * null where the session could not be read.
 */
export function createPageStart(services: PageStartServices) {
  const { basePath, instanceOverview, registrationService, consoleAllowed, sandbox, report } = services

  async function unlessItFails<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ProblemError)) report(error)
      return null
    }
  }

  async function registrationAt(path: string): Promise<Registration | null> {
    const id = REGISTRATION_PATH.exec(path)?.[1]
    return id === undefined || (id === SANDBOX_ID && sandbox === null) ? null : registrationService.load(id)
  }

  return async (c: Context): Promise<PageStart | ReadStart | null> => {
    const found = await unlessItFails(async () => ({ session: await useSession(c, services) }))
    if (found === null) return null
    const { session } = found
    if (session === null) return STRANGERS_START
    return () =>
      runAs(session, async () => ({
        signIn: signInTag(c, basePath),
        session: sessionView(session, consoleAllowed),
        instances: await unlessItFails(() => instanceOverview.first(INSTANCE_PATH.exec(c.req.path)?.[1])),
        registration: await unlessItFails(() => registrationAt(c.req.path)),
      }))
  }
}
