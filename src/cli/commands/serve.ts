import type { GivenSettings } from '#server/given-settings.ts'
import { readServerSettings, refuseUnencrypted } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { SERVE_WORDS } from '../serve-words.ts'
import { createServeLog } from '../serve-log.ts'
import { settingInWords } from '../setting-words.ts'
import type { World } from '../world.ts'
import { listenAt } from './listen.ts'

/** `latchkey serve`: the gateway with the page, and the stand-in beside it, until a signal asks them to stop. */
export async function serve(world: World, appFolder: string, given: GivenSettings): Promise<ExitCode> {
  // from the beginning: a stop may be asked for as soon as the address is printed
  const stopped = world.untilStopped()
  const settings = readServerSettings(world.env)
  refuseUnencrypted(settings)
  const log = createServeLog(world)
  const listener = await listenAt(settings, (sentence) =>
    log.error({ event: 'certificate', message: settingInWords(world.say, sentence) }),
  )
  /** What was started, to be stopped latest first: after a signal, and when a later part cannot start. */
  const running: (() => Promise<void>)[] = []
  try {
    const { startGateway } = await import('./start-gateway.ts')
    await startGateway({ world, settings, given, appFolder, listener, log, stopped, running })
    const signal = await stopped
    log.info({ event: 'stopping', signal, message: world.say(SERVE_WORDS.stopping, { signal }) })
    return EXIT.good
  } finally {
    await listener.drain(ANSWERED_MS)
    for (const stop of running.toReversed()) await stop()
    await listener.close()
    await log.flush()
  }
}

/** What was begun is waited for so long. With what `Gateway.stop` waits for, all ends within 20 s. */
const ANSWERED_MS = 10_000
