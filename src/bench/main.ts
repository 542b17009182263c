import { bareFleet } from './bare-fleet.ts'
import { benchFleet } from './fleet.ts'
import { benchHostile, benchKeyText } from './key-text.ts'
import { benchStartUp } from './start-up.ts'
import { startGlpiFarm } from '../glpi/testing/farm.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const [part, ...words] = process.argv.slice(2)
if (part === 'farm') await serveFarm(Number(words[0]))
else if (part === 'bare-fleet') await bareFleet(words[0] ?? '', Number(words[1]), Number(words[2]), words[3] ?? '')
else if (part === 'hostile') print(JSON.stringify(benchHostile(words[0] ?? '')))
else {
  const benches = { fleet: benchFleet, 'key-text': benchKeyText, 'start-up': benchStartUp }
  for (const [name, bench] of Object.entries(benches)) if (part === undefined || part === name) await bench(print)
}

/** A process of its own: what the stand-ins cost is not what is measured. */
async function serveFarm(count: number): Promise<void> {
  const { url, userToken } = await startGlpiFarm({ count })
  process.stdout.write(`${JSON.stringify({ url, userToken })}\n`)
  process.once('SIGTERM', () => process.exit())
}
