import type { Context } from 'hono'
import type { peopleApi } from '#contract/api/people.ts'
import type { People, PersonSession } from '#contract/people.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { currentActor } from '../actor.ts'
import type { EventBus } from '../event-bus.ts'
import type { ListedSession, Sessions } from '../store/sessions.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { Together } from '../together.ts'
import type { Handlers } from './routes.ts'

export type PeopleServices = {
  signIns: SignIns
  sessions: Sessions
  events: EventBus
  together: Together
  /** Where people open Latchkey; null before that is known. */
  publicAddress: () => Promise<string | null>
  basePath: string
}

const own = (): number => currentActor()?.number ?? 0

export function peopleHandlers(services: PeopleServices): Handlers<typeof peopleApi> {
  const { signIns, sessions, events, together, publicAddress, basePath } = services

  async function people(): Promise<People> {
    const [open, invitations] = [await sessions.all(), await signIns.invitations()]
    const readDevice = await loadDeviceReader()
    return { sessions: open.map((session) => view(session, readDevice)), invitations }
  }

  /** Its pages are told, and receive nothing any more. */
  function leave(number: number): void {
    together.stop(number)
    events.endSession(number)
  }

  const addressFor = async (c: Context): Promise<string> =>
    (await publicAddress()) ?? `${new URL(c.req.url).origin}${basePath}`

  return {
    get: people,
    invite: async ({ body: { role, hours, name }, context: c }) => {
      const token = await signIns.invite(role, hours, { name: name ?? null })
      return { ...(await people()), link: `${await addressFor(c)}/sign-in#token=${token}` }
    },
    withdraw: async ({ context: c }) => {
      if (!(await signIns.withdraw(numberIn(c, 'invitation')))) throw unknown()
      return people()
    },
    end: async ({ context: c }) => {
      const number = numberIn(c, 'session')
      if (!(await sessions.end(number, number === own() ? 'signed-out' : 'revoked'))) throw unknown()
      leave(number)
      return people()
    },
    endOthers: async () => {
      for (const number of await sessions.endOthers(own(), 'revoked')) leave(number)
      return people()
    },
    changeRole: async ({ body, context: c }) => {
      const number = numberIn(c, 'session')
      if (!(await sessions.changeRole(number, body.role))) throw unknown()
      // each page of theirs begins anew with what it may
      events.closeSession(number)
      return people()
    },
  }
}

const numberIn = (c: Context, name: string): number => Number(c.req.param(name))

const unknown = () =>
  new ProblemError('person-unknown', 'There is no such session or invitation any more: read the list again.')

type ReadDevice = (device: string) => Pick<PersonSession, 'browser' | 'system'>

/** A browser can call itself anything: what is no known name is left out. */
const knownIn = (names: Record<string, string>, name = ''): string | null =>
  Object.values(names).find((known) => known === name) ?? null

/** Loaded with the first list. */
async function loadDeviceReader(): Promise<ReadDevice> {
  const { default: bowser } = await import('bowser')
  return (device) => {
    const { browser, os } = bowser.parse(device)
    return { browser: knownIn(bowser.BROWSER_MAP, browser.name), system: knownIn(bowser.OS_MAP, os.name) }
  }
}

const instant = (ms: number): string => new Date(ms).toISOString()

function view(session: ListedSession, readDevice: ReadDevice): PersonSession {
  const { number, role, name, origin, device, openedAt, usedAt, expiresAt } = session
  return {
    number,
    role,
    name,
    origin,
    ...(device ? readDevice(device) : { browser: null, system: null }),
    openedAt: instant(openedAt),
    usedAt: instant(usedAt),
    endsAt: instant(expiresAt),
    isOwn: number === own(),
  }
}
