import { startGlpiFarm } from '../glpi/testing/farm.ts'

/** A process of its own: what the stand-ins cost is not what is measured. */
export async function serveFarm(count: number): Promise<void> {
  const { url, userToken } = await startGlpiFarm({ count })
  process.stdout.write(`${JSON.stringify({ url, userToken })}\n`)
  process.once('SIGTERM', () => process.exit())
}
