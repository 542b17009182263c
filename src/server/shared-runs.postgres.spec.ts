import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiagnosisLine, LatestDiagnosis } from '#contract/diagnosis.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import { diagnose } from '#glpi-network/diagnose.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import type { Diagnose } from './diagnosis/diagnoser.ts'
import { sharedPartsOf } from './store/database.ts'
import { TestGateway } from './testing/gateway.ts'
import { administer } from './testing/postgres-database.ts'

const HERE = '/api/instances/sandbox/diagnosis'

/** A run that goes no further by itself. */
type OpenRun = { emit: (line: DiagnosisLine) => void; finish: () => void; isStopped: () => boolean }
let runs: OpenRun[]
let isDeaf: boolean
let probe: Diagnose
let first: TestGateway
let second: TestGateway

const startedAt = '2030-01-01T00:00:00.000Z'
const conclusion: Diagnosis['conclusion'] = { headline: null, others: [] }
const resultOf = (id: string): Diagnosis => ({
  id,
  startedAt,
  endedAt: startedAt,
  services: 'http://x',
  steps: [],
  clocks: [],
  observation: null,
  conclusion,
  supportCode: 'ABC-DEF',
})
const START: DiagnosisLine = { line: 'start', id: 'resolve', stage: 'resolve', route: 'used' }
const CANCELLED: DiagnosisLine = { line: 'start', id: 'tls', stage: 'tls', route: 'used' }
const AFTER: DiagnosisLine = { line: 'start', id: 'http', stage: 'http', route: 'used' }

const heldUp: Diagnose = ({ signal }, emit) =>
  new Promise((resolve) => {
    const id = `run-${runs.length}`
    emit({ line: 'begin', id, startedAt, services: 'http://x', plan: [] })
    signal?.addEventListener('abort', () => {
      if (isDeaf) return
      emit(CANCELLED)
      resolve(resultOf(id))
    })
    const finish = () => {
      emit({ line: 'end', endedAt: startedAt, conclusion, supportCode: 'ABC-DEF' })
      resolve(resultOf(id))
    }
    runs.push({ emit, finish, isStopped: () => signal?.aborted === true })
  })

beforeEach(async () => {
  runs = []
  isDeaf = false
  probe = heldUp
  const prepare = (gateway: TestGateway) => (gateway.diagnose = (options, emit) => probe(options, emit))
  first = await TestGateway.open(prepare)
  second = await TestGateway.beside(first, prepare)
})
afterEach(async () => {
  await second.close()
  // what it was asking the database when it was cut off has failed
  if (cutOffReplicas.has(first)) first.reports = first.reports.filter((report) => !isStorageFailure(report))
  await first.close()
})

const cutOffReplicas = new WeakSet<TestGateway>()
const isStorageFailure = (report: unknown) => report instanceof ProblemError && report.code === 'storage-failed'

/** Somebody who looks at a diagnosis. */
async function look(replica: TestGateway, body: unknown = {}) {
  const reply = await replica.call('POST', HERE, body)
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  const lines: DiagnosisLine[] = []
  let text = ''
  /** Until there are so many lines, or the stream ends. */
  async function read(count: number): Promise<DiagnosisLine[]> {
    while (lines.length < count) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) break
      const parts = `${text}${value}`.split('\n')
      text = parts.pop() ?? ''
      lines.push(...parts.map((part) => DiagnosisLine.parse(JSON.parse(part))))
    }
    return lines
  }
  return { read, rest: () => read(Infinity), leave: async () => reader?.cancel() }
}

const rows = async () => {
  const tables = ['diagnosis_runs', 'diagnosis_run_followers', 'diagnosis_run_lines'] as const
  const counts = tables.map((table) => first.gateway.store.selectFrom(table).selectAll().execute())
  return (await Promise.all(counts)).flat()
}
const namesOf = (lines: DiagnosisLine[]) => lines.map((one) => ('id' in one ? one.id : one.line))

test('who looks at the other replica sees the same run from its first line to its last', async () => {
  const here = await look(first)
  await here.read(1)
  runs[0]?.emit(START)
  const there = await look(second)
  expect(namesOf(await there.read(2))).toEqual(['run-0', 'resolve'])
  runs[0]?.emit(AFTER)
  await there.read(3)
  runs[0]?.finish()
  const [seenHere, seenThere] = await Promise.all([here.rest(), there.rest()])
  expect(namesOf(seenThere)).toEqual(['run-0', 'resolve', 'http', 'end'])
  expect(seenHere).toEqual(seenThere)
  expect(runs).toHaveLength(1)
  expect(LatestDiagnosis.parse(await second.json('GET', HERE))).toMatchObject({ id: 'run-0' })
  await expect.poll(rows).toEqual([])
})

test('of many who ask both replicas at once, one begins the run', async () => {
  const viewers = await Promise.all([first, second, first, second].map((replica) => look(replica)))
  await Promise.all(viewers.map((viewer) => viewer.read(1)))
  runs[0]?.finish()
  expect(await Promise.all(viewers.map(async (viewer) => namesOf(await viewer.rest())))).toEqual([
    ['run-0', 'end'],
    ['run-0', 'end'],
    ['run-0', 'end'],
    ['run-0', 'end'],
  ])
  expect(runs).toHaveLength(1)
})

test('a run goes on for whoever looks at either replica, and stops when the last one leaves', async () => {
  const here = await look(first)
  await here.read(1)
  const there = await look(second)
  await there.read(1)
  await here.leave()
  runs[0]?.emit(START)
  expect(namesOf(await there.read(2))).toEqual(['run-0', 'resolve'])
  // back at the replica that makes it
  const again = await look(first)
  expect(namesOf(await again.read(2))).toEqual(['run-0', 'resolve'])
  await again.leave()
  runs[0]?.emit(AFTER)
  expect(namesOf(await there.read(3))).toEqual(['run-0', 'resolve', 'http'])
  expect(runs.map((run) => run.isStopped())).toEqual([false])
  await there.leave()
  await expect.poll(() => runs[0]?.isStopped()).toBe(true)
  await expect.poll(rows).toEqual([])
  const next = await look(second)
  expect(namesOf(await next.read(1))).toEqual(['run-1'])
  await next.leave()
})

/** As the database sees it that a replica is killed. */
async function cutOff(replica: TestGateway): Promise<void> {
  const { writer } = sharedPartsOf(replica.gateway.store) ?? {}
  await administer(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${writer}'`)
  cutOffReplicas.add(replica)
}

test('where the replica that makes it is killed, it breaks off, and the next one begins', async () => {
  isDeaf = true
  const here = await look(first)
  await here.read(1)
  const there = await look(second)
  await there.read(1)
  await cutOff(first)
  expect(namesOf(await there.rest())).toEqual(['run-0'])
  const next = await look(second)
  expect(namesOf(await next.read(1))).toEqual(['run-1'])
  runs[1]?.finish()
  expect(namesOf(await next.rest())).toEqual(['run-1', 'end'])
  runs[0]?.finish()
  expect(namesOf(await here.rest())).toEqual(['run-0'])
  await expect.poll(rows).toEqual([])
})

test('who comes once its maker is killed gets a run of their own, whoever followed it before', async () => {
  isDeaf = true
  const here = await look(first)
  await here.read(1)
  await cutOff(first)
  const there = await look(second)
  expect(namesOf(await there.read(1))).toEqual(['run-1'])
  for (const run of runs) run.finish()
  await Promise.all([here.rest(), there.rest()])
})

test('where the replica that makes it is stopped, the others see what it has found', async () => {
  const here = await look(first)
  await here.read(1)
  const there = await look(second)
  await there.read(1)
  runs[0]?.emit(START)
  first.gateway.endStreams()
  for (const viewer of [here, there]) expect(namesOf(await viewer.rest())).toEqual(['run-0', 'resolve', 'tls'])
})

test('a run with a key that is not saved is joined by those who ask about that key', async () => {
  const ask = (replica: TestGateway, name: string) => look(replica, { key: sandboxKey(name) })
  const viewers = [await ask(first, 'basic'), await ask(second, 'basic'), await ask(second, 'ended')]
  await Promise.all(viewers.map((viewer) => viewer.read(1)))
  for (const run of runs) run.finish()
  const [a, b, c] = await Promise.all(viewers.map((viewer) => viewer.rest()))
  expect([a?.[0], namesOf(c ?? [])]).toEqual([b?.[0], ['run-1', 'end']])
})

test('no key is in what is written of a run', async () => {
  probe = diagnose
  const key = sandboxKey('silent')
  const viewer = await look(first, { key })
  await viewer.read(6)
  const written = JSON.stringify(await rows())
  expect(written).toContain('"line":"{')
  for (let at = 0; at + 16 <= key.length; at += 1) expect(written).not.toContain(key.slice(at, at + 16))
  await viewer.leave()
})
