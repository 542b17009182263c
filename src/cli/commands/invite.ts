import type { Role } from '#contract/panel.ts'
import { readServerSettings } from '#server/settings.ts'
import { withStoredAccess } from '#server/stored-access.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import { addressToOpen } from './addresses.ts'
import type { World } from '../world.ts'

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, options: { hours: number; role: Role; json?: boolean }): Promise<ExitCode> {
  const { hours, role } = options
  const settings = readServerSettings(world.env)
  const place = { dataFolder: settings.dataFolder, now: () => world.now() }
  const url = await withStoredAccess(place, async ({ signIns, address }) => {
    const token = await signIns.invite(role, hours)
    return `${addressToOpen(settings, address)}/sign-in#token=${token}`
  })
  const words = role === 'viewer' ? SERVE_WORDS.viewWithin : SERVE_WORDS.signInWithin
  world.print(options.json ? JSON.stringify({ url, hours, role }) : world.say(words, { hours: String(hours), url }))
  return EXIT.good
}
