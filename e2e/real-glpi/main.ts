import { parseArgs } from 'node:util'
import { HEAD, isBad, lineOf, summaryOf, type Cell } from './report.ts'
import { run } from './run.ts'
import { readSettings } from './settings.ts'

/**
 * `npm run test:real-glpi`: what Latchkey says of real GLPIs, beside what is so. LATCHKEY_REAL_GLPI names the file of the GLPIs;
 * `-- --glpi NAME --by panel --method NAME --condition NAME --story held` tries a part of it; each may be given more than once.
 */

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    glpi: { type: 'string', multiple: true },
    by: { type: 'string', multiple: true },
    method: { type: 'string', multiple: true },
    condition: { type: 'string', multiple: true },
    story: { type: 'string', multiple: true },
  },
})
const path = process.env['LATCHKEY_REAL_GLPI']
if (path === undefined) {
  process.stderr.write('LATCHKEY_REAL_GLPI names no file: see e2e/real-glpi/example.yaml.\n')
  process.exit(2)
}

let stopped = false
// what was broken is mended before the end
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void (stopped = true))

const cells: Cell[] = []
for (const line of HEAD) print(line)
for await (const cell of run(readSettings(path), values, () => stopped)) {
  cells.push(cell)
  print(lineOf(cell))
}
print('')
for (const line of summaryOf(cells)) print(line)
if (stopped) process.exitCode = 130
else if (cells.length === 0 || cells.some(isBad)) process.exitCode = 1
