import type { Words } from '#domain/causes.ts'
import type { Role } from '#contract/roles.ts'
import { readServerSettings } from '#server/settings.ts'
import { withStoredAccess } from '#server/stored-access.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import { addressToOpen } from './addresses.ts'
import type { World } from '../world.ts'

export type InviteOptions = { hours: number; role: Role; name?: string; json?: boolean }

const WORDS: Record<Role, Words> = {
  viewer: SERVE_WORDS.viewWithin,
  support: SERVE_WORDS.supportWithin,
  operator: SERVE_WORDS.operateWithin,
  admin: SERVE_WORDS.signInWithin,
}

/** `latchkey invite`: one more sign-in link, written into the store of the gateway that runs here. */
export async function invite(world: World, { hours, role, name, json }: InviteOptions): Promise<ExitCode> {
  const settings = readServerSettings(world.env)
  const place = { dataFolder: settings.dataFolder, env: world.env, now: () => world.now() }
  const url = await withStoredAccess(place, async ({ signIns, address }) => {
    const token = await signIns.invite(role, hours, { name: name ?? null })
    return `${addressToOpen(settings, address)}/sign-in#token=${token}`
  })
  const invitation = { url, hours, role, ...(name !== undefined && { name }) }
  world.print(json ? JSON.stringify(invitation) : world.say(WORDS[role], { hours: String(hours), url }))
  return EXIT.good
}
