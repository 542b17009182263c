import { createFront } from '#server/front.ts'
import { firstAnswers, type FirstParts } from '#server/http/first-answers.ts'
import type { GatewayStart } from './start-gateway.ts'

/** The rest is loaded by then, although nobody has asked for it. */
const REST_MS = 250

/**
 * Answers what needs nothing else of the gateway to be loaded.
 * @returns what the rest answers with, too, once somebody asks for the rest, a moment has passed, or it is stopped.
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
