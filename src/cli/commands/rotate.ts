import { rotateDataKey } from '#server/rotate-data.ts'
import { readServerSettings } from '#server/settings.ts'
import { CARE_WORDS } from '../care-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey rotate`: a new encryption key, and everything encrypted with it, while the gateway runs. */
export async function rotate(world: World, { json }: { json?: boolean }): Promise<ExitCode> {
  const { dataFolder } = readServerSettings(world.env)
  const { path, sealed, unreadable } = await rotateDataKey({ dataFolder, env: world.env })
  if (json) {
    world.print(JSON.stringify({ path, sealed, unreadable }))
    return EXIT.good
  }
  world.print(world.say(CARE_WORDS.rotated, { path, sealed: String(sealed) }))
  if (unreadable > 0) world.print(world.say(CARE_WORDS.unreadable, { count: String(unreadable) }))
  return EXIT.good
}
