import type { Role } from '#contract/panel.ts'
import { createInvite } from '#server/invite-link.ts'
import { readServerSettings } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import { addressToOpen } from './addresses.ts'
import type { World } from '../world.ts'

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, options: { hours: number; role: Role; json?: boolean }): Promise<ExitCode> {
  const { hours, role } = options
  const settings = readServerSettings(world.env)
  const { token, address } = await createInvite({
    dataFolder: settings.dataFolder,
    role,
    hours,
    now: () => world.now(),
  })
  const url = `${addressToOpen(settings, address)}/sign-in#token=${token}`
  const words = role === 'viewer' ? SERVE_WORDS.viewWithin : SERVE_WORDS.signInWithin
  world.print(options.json ? JSON.stringify({ url, hours, role }) : world.say(words, { hours: String(hours), url }))
  return EXIT.good
}
