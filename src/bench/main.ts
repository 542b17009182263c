import { bareFleet } from './bare-fleet.ts'
import { serveFarm } from './farm.ts'
import { benchFleet } from './fleet.ts'
import { benchHostile, benchKeyText } from './key-text.ts'
import { benchStartUp } from './start-up.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const [part, ...words] = process.argv.slice(2)
if (part === 'farm') await serveFarm(Number(words[0]))
else if (part === 'bare-fleet') await bareFleet(words[0] ?? '', Number(words[1]), Number(words[2]), words[3] ?? '')
else if (part === 'hostile') print(JSON.stringify(benchHostile(words[0] ?? '')))
else {
  const benches = { fleet: benchFleet, 'key-text': benchKeyText, 'start-up': benchStartUp }
  for (const [name, bench] of Object.entries(benches)) if (part === undefined || part === name) await bench(print)
}
