import { moveData } from '#server/move-data.ts'
import { readServerSettings } from '#server/settings.ts'
import { CARE_WORDS } from '../care-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey move`: what SQLite holds into PostgreSQL. */
export async function move(world: World, { json }: { json?: boolean }): Promise<ExitCode> {
  const { dataFolder } = readServerSettings(world.env)
  const { database, rows } = await moveData({ dataFolder, env: world.env })
  if (json) world.print(JSON.stringify({ database, rows }))
  else if (rows === null) world.print(world.say(CARE_WORDS.movedBefore, { database }))
  else world.print(world.say(CARE_WORDS.moved, { database, rows: String(rows) }))
  return EXIT.good
}
