import { afterAll, beforeAll, describe, expect, inject, test, type TestContext } from 'vitest'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Fact } from '#domain/diagnosis.ts'
import { isFullRun } from '../../src/bin/full-run.ts'
import { has, need, type Part } from '../rig/parts.ts'
import { afterTicks } from '../rig/ticks.ts'
import { Traces } from '../rig/traces.ts'
import { fromCommandLine, inProcess, type Told } from './asking.ts'
import type { Fault, Situation, Well } from './fault.ts'
import { WELL } from './rows/well.ts'
import { KEY, withLogin } from './secrets.ts'
import { Staged } from './staged.ts'
import { FAULTS } from './table.ts'
import { Limiter } from './limiter.ts'

const PASSWORD = 'proxy-Q7w9Zt4Lx2Vb8Nc6Rm3Kd5'

const staged = new Staged()
afterAll(() => staged.close())

type Row = Omit<Fault, 'direct' | 'proxied'> & Record<'direct' | 'proxied', { cause: CauseCode | null } | null>

const asRow = ({ only, ...well }: Well): Row => ({
  ...well,
  is: well.name,
  direct: only === 'proxied' ? null : { cause: null },
  proxied: only === 'direct' ? null : { cause: null },
})

const ROWS: readonly Row[] = [...FAULTS, ...WELL.map(asRow)]

// nothing is asked while there is still something to set up
beforeAll(async () => {
  await Promise.all(ROWS.filter(({ needs = [] }) => needs.every(has)).map((row) => staged.of(row)))
})

/** What hangs takes all of its time. `budget.spec.ts` has it in the time of a real run. */
const HANGING_SECONDS = 60
/** What does not hang has all the time that a loaded machine needs. */
const AMPLE_SECONDS = 300
/** After so long it does nothing any more but hang. */
const WORK_MS = 2000
const probes = new Limiter(6)
const processes = new Limiter(3)

/** All of them hang at once, and a few at a time work: their limits begin with them, however much there is to do beside them. */
async function startInTurn<T>(limiter: Limiter, ask: () => Promise<T>): Promise<T> {
  let asked: Promise<T> | undefined
  await limiter.run(async () => {
    asked = ask()
    await Promise.race([asked.catch(() => undefined), new Promise<void>((resolve) => afterTicks(WORK_MS, resolve))])
  })
  return asked ?? ask()
}

const probe = (situation: Situation, { hangs }: Row, proxy: string | null) =>
  hangs
    ? startInTurn(probes, () => inProcess(situation, proxy, HANGING_SECONDS * 1000))
    : probes.run(() => inProcess(situation, proxy, AMPLE_SECONDS * 1000))

function doctor(situation: Situation, { direct, hangs }: Row) {
  const maxTime = hangs ? HANGING_SECONDS : AMPLE_SECONDS
  const run = () => fromCommandLine(situation, direct ? null : proxyFor(situation), maxTime)
  return hangs ? startInTurn(processes, run) : processes.run(run)
}

/** How a row is asked about. */
type Asker = {
  name: string
  needs: (row: Row) => readonly Part[]
  expects: (row: Row) => { cause: CauseCode | null } | null
  ask: (situation: Situation, row: Row) => Promise<Told>
}

/** The proxy of the row, or the one that works; with a login that must not be shown, unless the row has its own. */
const proxyFor = ({ proxy }: Situation): string =>
  withLogin(proxy ?? inject('setting').proxies?.['open'] ?? '', proxy === undefined ? PASSWORD : '')

// libfaketime has to be there when a process starts: a clock is tried from the command line alone
const ofClock = ({ needs = [] }: Row): boolean => needs.includes('faketime')

const causeOf = ({ direct, proxied }: Row): CauseCode | null => (direct ?? proxied)?.cause ?? null

/** `npm run test:faults -- --whole` (and `npm run test:long`) starts a process for every row. */
const isWhole = process.env['LATCHKEY_WHOLE'] === '1'
const firstOfCause = new Set(new Map(ROWS.toReversed().map((row) => [causeOf(row), row])).values())
/** The command line makes the same diagnosis as this process: it is asked once for each cause, and for all that needs a process. */
const isForCommandLine = (row: Row): boolean => isWhole || ofClock(row) || firstOfCause.has(row)
/** Through a proxy each row waits as long as without one: a sample has each cause once, and what only a proxy meets. */
const isForProxy = (row: Row): boolean => isFullRun || row.direct === null || firstOfCause.has(row)

const ASKERS: readonly Asker[] = [
  {
    name: 'direct',
    needs: () => [],
    expects: (row) => (ofClock(row) ? null : row.direct),
    ask: (situation, row) => probe(situation, row, null),
  },
  {
    name: 'through a proxy',
    needs: () => ['tinyproxy'],
    expects: (row) => (ofClock(row) || !isForProxy(row) ? null : row.proxied),
    ask: (situation, row) => probe(situation, row, proxyFor(situation)),
  },
  {
    name: 'from the command line',
    // loopback is never asked for through a proxy of the environment
    needs: ({ direct }) => (direct ? [] : ['network']),
    expects: (row) => (isForCommandLine(row) ? (row.direct ?? row.proxied) : null),
    ask: doctor,
  },
]

async function askedBy(asker: Asker, row: Row, context: TestContext) {
  need(context, [...(row.needs ?? []), ...asker.needs(row)])
  const { situation } = await staged.of(row)
  const { conclusion, steps, said } = await asker.ask(situation, row)
  const shown = (fact: Fact) => steps.map(({ facts }) => facts[fact] ?? '')
  return {
    headline: conclusion.headline,
    unseen: (row.shows ?? []).filter(([fact, pattern]) => !shown(fact).some((value) => pattern.test(value))),
    leaked: [new Traces(situation.key ?? KEY), new Traces(PASSWORD)].flatMap((traces) => traces.in(said)),
    // a wrong headline explains itself by what failed
    failed: steps
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ id, cause, facts, ms }) => ({ id, cause, facts, ms })),
  }
}

for (const asker of ASKERS)
  describe.concurrent(`asked ${asker.name}`, () => {
    for (const row of ROWS) {
      const expected = asker.expects(row)
      if (!expected) continue
      test(`${row.name}: ${expected.cause ?? 'nothing in the way'}`, async (context) => {
        const { cause } = expected
        expect(await askedBy(asker, row, context)).toMatchObject({ headline: cause, unseen: [], leaked: [] })
      })
    }
  })
