import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandLine } from './command-line.ts'
import { CONDITIONS, isFault, type Condition } from './conditions.ts'
import { Fault } from './fault.ts'
import { PRACTICE_KEYS } from './keys.ts'
import type { Speaker } from './latchkey.ts'
import { withLock } from './lock.ts'
import { connectionFor, methodsFor, type Method } from './methods.ts'
import { Panel, PanelHost } from './panel.ts'
import type { Cell } from './report.ts'
import { readRow, type Reading, type Row } from './row.ts'
import type { RealGlpi, Settings } from './settings.ts'
import { Visitor } from './tab.ts'
import { STORIES, Walk } from './walk.ts'

/** What is to be tried; of what is not named, everything. */
export type Choice = Partial<Record<'glpi' | 'by' | 'method' | 'condition' | 'story', string[] | undefined>>

/** What a GLPI has that never had a key: 11 makes the row when it is installed, 10 with the first key. */
const NEVER: Record<RealGlpi['version'], Row> = {
  10: { state: 'absent', value: null, fingerprint: null },
  11: { state: 'empty', value: null, fingerprint: null },
}

/** Every cell as it is known. Each GLPI is left as it was found, whatever happens. @throws Error where it cannot be. */
export async function* run(settings: Settings, choice: Choice, stopped: () => boolean): AsyncGenerator<Cell> {
  const wanted = (name: string, asked: string[] | undefined) => asked?.includes(name) ?? true
  const glpis = settings.glpis.filter(({ name }) => wanted(name, choice.glpi))
  const found = new Map<RealGlpi, Found>()
  for (const glpi of glpis) found.set(glpi, await withLock(settings.lock, () => find(glpi)))

  const stories = glpis
    .flatMap((glpi) => methodsFor(glpi).map((method) => ({ glpi, method })))
    .filter(({ method }) => wanted(method.name, choice.method))
    .flatMap(({ glpi, method }) =>
      CONDITIONS.filter((name) => wanted(name, choice.condition)).flatMap((name) => storiesOf(glpi, method, name)),
    )
    .filter(({ speaker, story }) => wanted(speaker, choice.by) && wanted(story, choice.story))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  const host = stories.some(({ speaker }) => speaker === 'panel') ? await PanelHost.start() : null
  try {
    for (const story of stories) {
      if (stopped()) return
      const before = found.get(story.glpi)
      if (before) yield* await withLock(settings.lock, () => play(settings, host, story, before, stopped))
    }
  } finally {
    await host?.stop()
  }
}

/** A GLPI as it was before the run, and a visitor of its tab. */
type Found = { reading: Reading; visitor: Visitor }

async function find(glpi: RealGlpi): Promise<Found> {
  const reading = await readRow(glpi)
  if (reading.file !== 'sound' || reading.row === null) throw new Error(`${glpi.name} is not sound before the run`)
  const names = PRACTICE_KEYS.map(({ name }) => name)
  return { reading, visitor: new Visitor(glpi.address, glpi.accounts.full, names) }
}

type Round = { glpi: RealGlpi; speaker: Speaker; method: Method; condition: Condition; story: keyof typeof STORIES }

/** Each method alone first, the panel after the command line, then the pairs, then GLPIs without a key: that is the order in which a fault shows soonest. */
const rankOf = ({ method, speaker, story }: Round): number =>
  method.kinds.length + (speaker === 'panel' ? 0.5 : 0) + (story === 'fresh' ? 2 : 0)

function storiesOf(glpi: RealGlpi, method: Method, condition: Condition): Round[] {
  if (isFault(condition) && !glpi.faults[condition]) return []
  if (!connectionFor(glpi, method, condition)) return []
  const story = { glpi, method, condition, speaker: 'command line' as const }
  const held = { ...story, story: 'held' as const }
  const shown = { ...held, speaker: 'panel' as const }
  // the panel connects by the same code as the command line, so each method alone is enough for it
  if (method.kinds.length > 1) return [held]
  // what was never there cannot be emptied
  return condition === 'emptied' ? [held, shown] : [held, shown, { ...story, story: 'fresh' as const }]
}

/** One story to its end, and then everything back in its place. */
async function play(
  { services }: Settings,
  host: PanelHost | null,
  { glpi, speaker, method, condition, story }: Round,
  { reading, visitor }: Found,
  stopped: () => boolean,
): Promise<Cell[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-real-glpi-'))
  const latchkey = speaker === 'panel' && host ? new Panel(host, services) : new CommandLine(folder, services)
  const fault = new Fault(isFault(condition) ? (glpi.faults[condition] ?? null) : null)
  const stage = { glpi, eleven: glpi.version === 11, fileHash: reading.fileHash, visitor, latchkey, speaker }
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
