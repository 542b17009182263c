import { manyPlugins } from '#sandbox/catalogue.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { startSandbox } from '#sandbox/server.ts'
import { readServerSettings } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import type { World } from '../world.ts'

/** `latchkey sandbox`: the stand-in for GLPI Network alone, for a GLPI or a script to be pointed at. */
export async function sandbox(world: World, options: { port?: string; plugins?: number }): Promise<ExitCode> {
  const env = options.port === undefined ? world.env : { ...world.env, LATCHKEY_SANDBOX: options.port }
  const running = await startSandbox({
    port: readServerSettings(env).sandboxPort ?? 0,
    ...(options.plugins !== undefined && { plugins: manyPlugins(options.plugins) }),
  })
  world.print(world.say(SERVE_WORDS.sandbox, { url: running.url }))
  await world.untilStopped()
  await running.close()
  return EXIT.good
}

/** `latchkey sandbox keys`: every key with what it does. */
export function sandboxKeys(world: World, options: { json?: boolean }): ExitCode {
  for (const { name, does, key } of SANDBOX_KEYS) {
    world.print(options.json ? JSON.stringify({ name, does, key }) : `${name}\n  ${does}\n  ${key}`)
  }
  return EXIT.good
}
