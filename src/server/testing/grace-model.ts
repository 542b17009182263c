import fc from 'fast-check'
import { ProblemError } from '#contract/problem-error.ts'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { LONGEST_VENDOR_PAUSE_SECONDS } from '#domain/recheck.ts'
import type { State } from '#domain/verdict.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './gateway.ts'
import { ScriptedVendor, type Mood, type SaidVerdict } from './scripted-vendor.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What one replica has written, the others see so much later at the latest. */
const SEEN_ELSEWHERE_MS = 200

const KEYS = ['basic', 'standard', 'advanced'].map(sandboxKey)
const TOWNS = ['aix', 'bourg', 'chur']
/** Each town asks with an id of its own, so that it is known who was asked about. */
const uidOf = (town: string): string => `uid-of-${town}`.padEnd(40, '0')

const town = fc.constantFrom(...TOWNS)
const key = fc.constantFrom(...KEYS)
const mood: fc.Arbitrary<Mood> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('answers' as const) },
  { weight: 3, arbitrary: fc.constant('silent' as const) },
  { weight: 2, arbitrary: fc.record({ pauseSeconds: fc.constantFrom(0, 1, 120, 3600, 10 ** 6) }) },
)
const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save'), town, key, anyway: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove'), town }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('refresh'), town, people: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('check'), town, key }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.oneof(
        fc.integer({ min: 1, max: 2 * MINUTE }),
        fc.integer({ min: MINUTE, max: 3 * HOUR }),
        fc.constant(2 * DAY),
      ),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('mood'), mood }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('verdict'),
      key,
      verdict: fc.constantFrom<SaidVerdict>('accepted', 'accepted', 'ended', 'refused'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set-clock'),
      ms: fc.constantFrom(0, 90 * SECOND, -HOUR, 40 * DAY, -400 * DAY),
    }),
  },
)
type Step = typeof STEP extends fc.Arbitrary<infer Value> ? Value : never

/** What is known of one town by the model: its key, and what GLPI Network said of it since it was entered. */
type Known = { fingerprint: string; said: SaidVerdict | null; isAnswered: boolean }

const STATES: Record<SaidVerdict, readonly State[]> = {
  accepted: ['active', 'expiring'],
  ended: ['ended'],
  refused: ['refused'],
}

/** Every state that a town may be shown in. */
function statesOf(known: Known | undefined): readonly State[] {
  if (!known) return ['none']
  if (known.said === null) return ['pending']
  if (known.said !== 'accepted') return STATES[known.said]
  // one whose end our own clock alone has passed is in doubt
  return known.isAnswered ? [...STATES.accepted, 'unconfirmed'] : ['unconfirmed']
}

/** A gateway, GLPI Network, and what should be known: all are moved on by the same steps. */
class GraceModel {
  readonly known = new Map<string, Known>()
  readonly vendor: ScriptedVendor
  readonly replicas: readonly TestGateway[]
  /** By `clock`. A restart knows of it. */
  pausedUntil = 0
  questions = 0
  #skewAtStart = 0
  #turn = 0

  constructor(replicas: readonly TestGateway[], vendor: ScriptedVendor) {
    this.replicas = replicas
    this.vendor = vendor
  }

  /** Whoever is asked in this step. */
  get panel(): TestGateway {
    return this.replicas[this.#turn % this.replicas.length]!
  }

  /** What a pause is counted by: replicas have the clock of the day in common, and one gateway has a steady one, set when it starts. */
  get #clock(): number {
    return this.panel.passed + (this.replicas.length > 1 ? this.panel.skew : this.#skewAtStart)
  }

  /** A pause that ends later than any may last was counted by a clock that has been set back since. */
  get isPaused(): boolean {
    const leftMs = this.pausedUntil - this.#clock
    return leftMs > 0 && leftMs <= LONGEST_VENDOR_PAUSE_SECONDS * SECOND
  }

  async restart(): Promise<void> {
    await this.panel.gateway.stop()
    this.hear()
    this.#skewAtStart = this.panel.skew
    await this.panel.start()
    this.panel.gateway.scheduler.start()
    await this.settle()
  }

  /** Due work is done, and heard. */
  async settle(): Promise<void> {
    for (const { gateway } of this.replicas) gateway.scheduler.wake()
    for (const { gateway } of this.replicas) await gateway.scheduler.settled()
    this.hear()
  }

  /** The next replica is asked; all of them see what was written before. */
  async takeTurn(): Promise<void> {
    if (this.replicas.length === 1) return
    this.#turn += 1
    this.pass(SEEN_ELSEWHERE_MS)
    await this.settle()
  }

  pass(ms: number): void {
    for (const replica of this.replicas) replica.passed += ms
  }

  /** Takes in what was asked since the last time. @returns it. */
  hear({ isStored = true } = {}) {
    const { asked } = this.vendor
    this.vendor.asked = []
    this.questions += asked.length
    for (const { fingerprint, uid, observation } of asked) {
      if (observation.verdict !== 'no-answer') this.pausedUntil = 0
      else if (observation.retryAfterSeconds !== null)
        this.pausedUntil = this.#clock + pauseOf(observation.retryAfterSeconds)
      const name = TOWNS.find((one) => uidOf(one) === uid)
      const known = name === undefined ? undefined : this.known.get(name)
      if (!isStored || known?.fingerprint !== fingerprint) continue
      known.isAnswered = observation.verdict !== 'no-answer'
      if (observation.verdict !== 'no-answer') known.said = observation.verdict
    }
    return asked
  }

  /** The pause is what a person hears of this key. */
  pauseHeard(name: string): void {
    const known = this.known.get(name)
    if (known) known.isAnswered = false
  }

  /** As a page receives it. */
  async shown(name: string): Promise<Registration> {
    const { text } = await this.panel.gateway.registrationService.read(name)
    return JSON.parse(text)
  }
}

const pauseOf = (seconds: number): number => Math.min(Math.max(seconds, 1), LONGEST_VENDOR_PAUSE_SECONDS) * SECOND

/** Does one step. @returns what is wrong with it itself. */
async function take(model: GraceModel, step: Step): Promise<string | null> {
  const { panel, vendor, known } = model
  const { registrationService } = panel.gateway
  const wasPaused = model.isPaused
  if (step.do === 'save') {
    const fingerprint = fingerprintOf(step.key)
    const options = { replaceUnverified: step.anyway, language: 'en', expected: null }
    const isSaved = await registrationService.save(step.town, step.key, options).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ProblemError && error.code === 'key-not-verified') return false
        throw error
      },
    )
    if (isSaved && known.get(step.town)?.fingerprint !== fingerprint)
      known.set(step.town, { fingerprint, said: null, isAnswered: false })
    const asked = model.hear().filter((one) => one.fingerprint === fingerprint && one.uid === uidOf(step.town))
    if (asked.length !== (wasPaused ? 0 : 1)) return `a key that was entered was asked about ${asked.length} times`
    if (!isSaved && step.anyway) return 'was not saved'
    if (wasPaused && isSaved) model.pauseHeard(step.town)
    return null
  }
  if (step.do === 'remove') {
    await registrationService.remove(step.town, null)
    known.delete(step.town)
  } else if (step.do === 'refresh') {
    await Promise.all(Array.from({ length: step.people }, () => registrationService.refresh(step.town, 'en')))
    const asked = model.hear().length
    const least = wasPaused || !known.has(step.town) ? 0 : 1
    // this vendor answers at once, so that one may be answered before another's question has got through the database
    const most = model.replicas.length > 1 ? least * step.people : least
    if (asked < least || asked > most) return `${step.people} people asked ${asked} times`
    if (wasPaused) model.pauseHeard(step.town)
  } else if (step.do === 'check') {
    await registrationService.check(step.town, step.key, 'en')
    const asked = model.hear({ isStored: false }).length
    if (asked !== (wasPaused ? 0 : 1)) return `a check asked ${asked} times`
  } else if (step.do === 'wait') {
    model.pass(step.ms)
    await model.settle()
  } else if (step.do === 'mood') {
    vendor.mood = step.mood
  } else if (step.do === 'verdict') {
    vendor.verdicts.set(fingerprintOf(step.key), step.verdict)
  } else if (step.do === 'restart') {
    await model.restart()
  } else {
    for (const replica of model.replicas) replica.skew = step.ms
    await model.settle()
  }
  model.hear()
  return null
}

/** Compares what is shown of each town with what the model knows. */
async function wrongWith(model: GraceModel): Promise<string | null> {
  for (const name of TOWNS) {
    const [known, shown] = [model.known.get(name), await model.shown(name)]
    const said = `${name} is ${shown.state}, ${shown.vendor.verdict}; last said: ${known?.said ?? null}, ${known?.isAnswered}`
    if (shown.key?.fingerprint !== known?.fingerprint) return `${said}: another key`
    if (!statesOf(known).includes(shown.state)) return said
    if (shown.unlock.open === true && !(known?.said === 'accepted' && known.isAnswered)) return `${said}: open`
    if (shown.subscription !== null && (known?.said ?? 'refused') === 'refused') return `${said}: a subscription`
  }
  return null
}

/**
 * Walks through a life of three instances: keys are entered, removed and asked about, the vendor has its moods, the gateway is started
 * again, and its clock is set. @returns what is wrong and the steps to it, or null; and how much was asked.
 */
export async function walkThroughMoods(steps: number, seed: number, replicas = 1) {
  const { opened, vendor } = await openWith(TOWNS, replicas)
  const model = new GraceModel(opened, vendor)
  let wrong: string | null = null
  const taken: Step[] = []
  for (const step of fc.sample(STEP, { numRuns: steps, seed })) {
    taken.push(step)
    wrong = await take(model, step)
    await model.takeTurn()
    wrong ??= await wrongWith(model)
    if (wrong !== null) break
  }
  await closeAll(opened)
  return { wrong: wrong && [wrong, ...taken.slice(-8)], questions: model.questions }
}

type OutageDay = { keys: number; viewers: number; restarts: number; replicas?: number }

/**
 * A day on which the vendor is silent, after each of so many keys was answered. Meanwhile viewers look at everything, and the gateway is
 * started again now and then. @returns how often the vendor was called, and how many states are not what they were.
 */
export async function dayOfOutage({ keys, viewers, restarts, replicas = 1 }: OutageDay) {
  const towns = Array.from({ length: keys }, (_, at) => `town-${at}`)
  const { opened, vendor } = await openWith(towns, replicas)
  const model = new GraceModel(opened, vendor)
  for (const id of towns)
    await model.panel.gateway.registrationService.save(id, KEYS[0] ?? '', { language: 'en', expected: null })
  vendor.mood = 'silent'
  // until all are due
  model.pass(DAY + 2 * HOUR)
  vendor.calls = 0
  const wrong: string[] = []
  for (let minute = 5; minute <= 24 * 60; minute += 5) {
    model.pass(5 * MINUTE)
    await model.takeTurn()
    if (restarts > 0 && minute % Math.floor((24 * 60) / (restarts + 1)) === 0) await model.restart()
    await model.settle()
    if (minute % 60 > 0) continue
    const { panel } = model
    await panel.signIn('viewer')
    const looks = Array.from({ length: viewers }, (_, at) => `/api/instances/${towns[at % keys]}/registration`)
    for (const path of looks) {
      const { state } = Registration.parse(await panel.json('GET', path))
      if (state !== 'active' && state !== 'unconfirmed') wrong.push(`${path}: ${state}`)
    }
    await panel.call('GET', '/api/instances')
  }
  await closeAll(opened)
  return { asked: vendor.calls, wrong }
}

async function openWith(towns: readonly string[], replicas: number) {
  let clock = Date.now
  const vendor = new ScriptedVendor(() => clock())
  const askedByUs = (test: TestGateway) => (test.createClient = (steady) => vendor.client(steady))
  const first = await TestGateway.open((test) => {
    clock = () => Date.now() + test.passed
    askedByUs(test)
  })
  const opened = [first]
  while (opened.length < replicas) opened.push(await TestGateway.beside(first, askedByUs))
  for (const id of towns) {
    const servicesUrl = 'http://127.0.0.1:9'
    await first.gateway.instances.add({ id, name: id, servicesUrl, uid: uidOf(id) })
  }
  for (const { gateway } of opened) {
    gateway.scheduler.start()
    await gateway.scheduler.settled()
  }
  return { opened, vendor }
}

/** The first one has the stand-in of all. */
async function closeAll(opened: readonly TestGateway[]): Promise<void> {
  for (const replica of opened.toReversed()) await replica.close()
}
