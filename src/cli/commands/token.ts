import { readServerSettings } from '#server/settings.ts'
import { withStoredAccess } from '#server/stored-access.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import type { World } from '../world.ts'
import { addressToOpen } from './addresses.ts'

export type TokenOptions = { name: string; json?: boolean }

const opened = <Result>(world: World, work: Parameters<typeof withStoredAccess<Result>>[1]): Promise<Result> => {
  const { dataFolder } = readServerSettings(world.env)
  return withStoredAccess({ dataFolder, env: world.env, now: () => world.now() }, work)
}

/** `latchkey token create`: one more read-only token. It is shown this once, and only its hash is stored. */
export const createToken = (world: World, { name, json }: TokenOptions): Promise<ExitCode> =>
  opened(world, async ({ readTokens, address }) => {
    const { id, token } = await readTokens.create(name)
    const base = addressToOpen(readServerSettings(world.env), address)
    const [calendar, metrics] = [`${base}/api/calendar.ics?token=${token}`, `${base}/api/metrics`]
    if (json) world.print(JSON.stringify({ id, name, token, calendar, metrics }))
    else {
      world.print(world.say(SERVE_WORDS.tokenCreated, { id: String(id), name, token }))
      world.print(world.say(SERVE_WORDS.calendarAddress, { url: calendar }))
      world.print(world.say(SERVE_WORDS.metricsAddress, { url: metrics }))
    }
    return EXIT.good
  })

/** `latchkey token list`: the tokens that are in use, without the tokens themselves. */
export const listTokens = (world: World, { json }: { json?: boolean }): Promise<ExitCode> =>
  opened(world, async ({ readTokens }) => {
    for (const { id, name, createdAt } of await readTokens.all()) {
      const at = new Date(createdAt).toISOString()
      world.print(json ? JSON.stringify({ id, name, createdAt: at }) : `${id}  ${at}  ${name}`)
    }
    return EXIT.good
  })

/** `latchkey token revoke`: from the next request on, this token reads nothing. */
export const revokeToken = (world: World, id: number): Promise<ExitCode> =>
  opened(world, async ({ readTokens }) => {
    if (!(await readTokens.revoke(id)))
      throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noToken, { id: String(id) }))
    world.print(world.say(SERVE_WORDS.tokenRevoked, { id: String(id) }))
    return EXIT.good
  })
