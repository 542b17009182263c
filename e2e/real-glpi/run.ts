import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CONDITIONS, isFault, type Condition } from './conditions.ts'
import { Fault } from './fault.ts'
import { PRACTICE_KEYS } from './keys.ts'
import { withLock } from './lock.ts'
import { connectionFor, methodsFor, type Method } from './methods.ts'
import type { Cell } from './report.ts'
import { readRow, type Reading, type Row } from './row.ts'
import type { RealGlpi, Settings } from './settings.ts'
import { Visitor } from './tab.ts'
import { STORIES, Walk } from './walk.ts'

/** What is to be tried: everything, or what was named. */
export type Choice = { glpi?: string | undefined; method?: string | undefined; condition?: string | undefined }

/** What a GLPI has that never had a key: 11 makes the row when it is installed, 10 with the first key. */
const NEVER: Record<RealGlpi['version'], Row> = {
  10: { state: 'absent', value: null, fingerprint: null },
  11: { state: 'empty', value: null, fingerprint: null },
}

/** Every cell as it is known. Each GLPI is left as it was found, whatever happens. @throws Error where it cannot be. */
export async function* run(
  settings: Settings,
  program: string,
  choice: Choice,
  stopped: () => boolean,
): AsyncGenerator<Cell> {
  const wanted = (name: string, asked: string | undefined) => asked === undefined || asked === name
  const glpis = settings.glpis.filter(({ name }) => wanted(name, choice.glpi))
  const found = new Map<RealGlpi, Found>()
  for (const glpi of glpis) found.set(glpi, await withLock(settings.lock, () => find(glpi)))

  const stories = glpis
    .flatMap((glpi) => methodsFor(glpi).map((method) => ({ glpi, method })))
    .filter(({ method }) => wanted(method.name, choice.method))
    .flatMap(({ glpi, method }) =>
      CONDITIONS.filter((name) => wanted(name, choice.condition)).flatMap((name) => storiesOf(glpi, method, name)),
    )
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  for (const story of stories) {
    if (stopped()) return
    const before = found.get(story.glpi)
    if (before) yield* await withLock(settings.lock, () => told(settings, program, story, before, stopped))
  }
}

/** A GLPI as it was before the run, and somebody who looks at its tab. */
type Found = { reading: Reading; visitor: Visitor }

async function find(glpi: RealGlpi): Promise<Found> {
  const reading = await readRow(glpi)
  if (reading.file !== 'sound' || reading.row === null) throw new Error(`${glpi.name} is not sound before the run`)
  const names = PRACTICE_KEYS.map(({ name }) => name)
  return { reading, visitor: new Visitor(glpi.address, glpi.accounts.full, names) }
}

type Told = { glpi: RealGlpi; method: Method; condition: Condition; story: keyof typeof STORIES }

/** Each method alone first, then the pairs, then GLPIs without a key: that is the order in which a fault shows soonest. */
const rankOf = ({ method, story }: Told): number => method.kinds.length + (story === 'fresh' ? 2 : 0)

function storiesOf(glpi: RealGlpi, method: Method, condition: Condition): Told[] {
  if (isFault(condition) && !glpi.faults[condition]) return []
  if (!connectionFor(glpi, method, condition)) return []
  const story = { glpi, method, condition }
  const held = { ...story, story: 'held' as const }
  // what was never there cannot be emptied; and a GLPI without a key is looked at by each method alone
  return condition === 'emptied' || method.kinds.length > 1 ? [held] : [held, { ...story, story: 'fresh' as const }]
}

/** One story to its end, and then everything back in its place. */
async function told(
  { services }: Settings,
  program: string,
  { glpi, method, condition, story }: Told,
  { reading, visitor }: Found,
  stopped: () => boolean,
): Promise<Cell[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-real-glpi-'))
  const fault = new Fault(isFault(condition) ? (glpi.faults[condition] ?? null) : null)
  const stage = { glpi, eleven: glpi.version === 11, fileHash: reading.fileHash, visitor, services, program, folder }
  const cells: Cell[] = []
  try {
    await readRow(glpi, NEVER[glpi.version])
    const walk = new Walk(stage, method, condition, fault)
    for await (const cell of walk.cells(STORIES[story], stopped)) cells.push(cell)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await putBack(glpi, fault, reading)
  }
  return cells
}

/** @throws Error where a GLPI is not as it was found. */
async function putBack(glpi: RealGlpi, fault: Fault, found: Reading): Promise<void> {
  await fault.mend()
  const left = await readRow(glpi, found.row)
  if (left.fileHash !== found.fileHash || left.row?.value !== found.row?.value)
    throw new Error(`${glpi.name} is not as it was found: its encryption file or its stored row differ`)
}
