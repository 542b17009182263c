import { createFront } from '#server/front.ts'
import { firstAnswers, type FirstParts } from '#server/http/first-answers.ts'
import type { GatewayStart } from './start-gateway.ts'

/** After this the rest is loaded, even if nobody has asked for it. */
const REST_MS = 250

/**
 * Answers what needs no other part of the gateway, until the rest has to be loaded: somebody asks for it, a moment has passed, or the
 * gateway is stopped.
 * @returns what the rest needs of this.
 */
export async function answerFirst(start: GatewayStart): Promise<FirstParts> {
  const { world, settings, appFolder, listener, log, stopped } = start
  const parts: FirstParts = {
    dataFolder: settings.dataFolder,
    // packages say how the command line is called that has their settings
    commandLine: world.env['LATCHKEY_COMMAND'] ?? null,
    basePath: settings.basePath,
    front: createFront(settings, (name) => listener.isCertified(name)),
    isBehindProxy: settings.publicUrl !== null || settings.basePath !== '',
    now: () => world.now(),
    report: (error) =>
      log.error({
        event: 'fault',
        ...(error instanceof Error ? { message: error.message, stack: error.stack } : { message: 'unknown failure' }),
      }),
  }
  let due: NodeJS.Timeout | undefined
  await Promise.race([
    listener.openFor(firstAnswers(parts, appFolder)),
    stopped,
    new Promise((resolve) => (due = setTimeout(resolve, REST_MS))),
  ])
  clearTimeout(due)
  return parts
}
