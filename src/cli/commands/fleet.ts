import { urlsOf } from '#contract/connection-secrets.ts'
import type { FleetInstance } from '#contract/fleet.ts'
import { isUnencrypted } from '#contract/loopback.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { applyTo } from '../fleet/apply.ts'
import { eachInstance, inspectSecrets, stoppingOf, type FleetContext, type Stopping } from '../fleet/fleet-context.ts'
import { keysOf } from '../fleet/secrets.ts'
import { checkModeOf } from '../glpi/check-first.ts'
import { takeLock } from '../fleet/lock.ts'
import { keyReferences, openFleet, type Fleet, type FleetOptions } from '../fleet/open-fleet.ts'
import { planInstance } from '../fleet/plan.ts'
import { reportOf } from '../fleet/report.ts'
import { compactState, openState, readState, type FleetState } from '../fleet/state-file.ts'
import { statusOf } from '../fleet/status.ts'
import { verdictsOf } from '../ask-vendor.ts'
import type { World } from '../world.ts'

export type ApplyOptions = FleetOptions & { all?: boolean; allowKeyAsArgument?: boolean }

const unknown = (instance: FleetInstance, errorCode: string) =>
  ({ line: 'instance', instance: instance.name, cause: null, errorCode, fingerprint: null }) as const

/** `latchkey fleet plan`: what `apply` would change. Nothing is written, not even a state file. */
export async function planFleet(world: World, options: ApplyOptions): Promise<ExitCode> {
  const fleet = await openFleet(world, options)
  const keys = await keysFor(world, fleet, options)
  const stopping = stoppingOf(world)
  const context = await contextOf(world, fleet, stopping)
  const state = await readState(fleet.statePath)
  const report = reportOf(world, {
    ...shown(fleet, options),
    names: fleet.instances.map(({ name }) => name),
    ...giving(fleet),
  })
  const mode = checkModeOf(options.check)
  const planning = { keys, state, mode, verdicts: mode === 'never' ? null : verdictsOf(world) }
  await eachInstance(
    context,
    stopping,
    async (instance) => {
      const line = await planInstance(context, instance, planning)
      report.add(line, line.action, line.action === 'failed')
    },
    (instance, code) => report.add({ ...unknown(instance, code), action: 'failed', stored: null }, 'failed', true),
  )
  return exitOf(report.end(stopping.isAsked()), stopping)
}

/** `latchkey fleet apply`: every instance to its key. Each result is stored beside the fleet file at once. */
export async function applyFleet(world: World, options: ApplyOptions): Promise<ExitCode> {
  const fleet = await openFleet(world, options)
  const keys = await keysFor(world, fleet, options)
  if (options.allowKeyAsArgument) world.printMessage(`latchkey: ${world.say(CLI_WORDS.keyAsArgument)}`)
  const release = takeLock(`${fleet.statePath}.lock`)
  try {
    return await applyRun(world, fleet, options, keys)
  } finally {
    release()
  }
}

async function applyRun(
  world: World,
  fleet: Fleet,
  options: ApplyOptions,
  keys: ReturnType<typeof keysOf>,
): Promise<ExitCode> {
  const now = () => new Date(world.now()).toISOString()
  const state = await stateFor(world, fleet, options)
  // the lines of a finished run are of no use to the next one
  if (!state.isOpen && state.instances.size > 0) compactState(fleet.statePath, withoutFormer(state, fleet), now())
  const file = openState(fleet.statePath)
  const stopping = stoppingOf(world)
  try {
    if (state.isOpen)
      world.printMessage(`latchkey: ${world.say(CLI_WORDS.resuming, { instant: state.begunAt ?? '?' })}`)
    else file.append({ line: 'run', version: 1, at: now() })
    const context = {
      ...(await contextOf(world, fleet, stopping)),
      allowKeyAsArgument: options.allowKeyAsArgument === true,
    }
    const mode = checkModeOf(options.check)
    const applying = { keys, state, file, mode, verdicts: mode === 'never' ? null : verdictsOf(world) }
    const report = reportOf(world, { ...shown(fleet, options), names: null, ...giving(fleet) })
    await eachInstance(
      context,
      stopping,
      async (instance) => {
        const line = await applyTo(context, instance, applying)
        report.add(line, line.result, line.result === 'failed')
      },
      (instance, code) => report.add({ ...unknown(instance, code), result: 'failed' }, 'failed', true),
    )
    const ended = report.end(stopping.isAsked())
    if (!ended.hasFailed && !stopping.isAsked() && (await isAllDone(fleet))) file.append({ line: 'close', at: now() })
    return exitOf(ended, stopping)
  } finally {
    file.sync()
    file.close()
  }
}

/** Whether the instances that `--only` left out are done too. */
async function isAllDone({ statePath, all, instances }: Fleet): Promise<boolean> {
  if (instances.length === all.length) return true
  const state = await readState(statePath)
  return all.every(({ name }) => state.instances.get(name)?.done === true)
}

/** The state without instances that have left the fleet. */
function withoutFormer({ instances }: FleetState, { all }: Fleet): FleetState {
  const remaining: FleetState = { isOpen: false, begunAt: null, instances: new Map() }
  for (const { name } of all) {
    const known = instances.get(name)
    if (known) remaining.instances.set(name, known)
  }
  return remaining
}

/** `latchkey fleet status`: what each holds, and what GLPI Network says of that. */
export async function statusOfFleet(world: World, options: FleetOptions & { offline?: boolean }): Promise<ExitCode> {
  const fleet = await openFleet(world, options)
  const keys = await keysFor(world, fleet, { check: true })
  const stopping = stoppingOf(world)
  const context = await contextOf(world, fleet, stopping)
  const knowledge = { state: await readState(fleet.statePath), verdicts: options.offline ? null : verdictsOf(world) }
  const report = reportOf(world, { ...shown(fleet, options), names: fleet.instances.map(({ name }) => name) })
  await eachInstance(
    context,
    stopping,
    async (instance) => {
      const wanted = await keys.of(fleet.keyReferenceOf(instance) ?? '')
      const line = await statusOf(context, instance, wanted, knowledge)
      const { vendor } = line
      if (vendor?.verdict === 'no-answer') report.noAnswer(wanted.fingerprint, vendor.cause)
      const isRefused = vendor?.verdict === 'refused' || vendor?.verdict === 'ended'
      const isGood = line.standing === 'wanted' && !isRefused
      const at = { at: 'glpi-network' } as const
      report.add(
        isRefused && line.cause === null ? { ...line, ...at, cause: vendor.cause } : line,
        line.standing,
        !isGood,
      )
    },
    (instance, code) => report.add(unknown(instance, code), 'failed', true),
  )
  return exitOf(report.end(stopping.isAsked()), stopping)
}

const contextOf = async (world: World, fleet: Fleet, { signal }: Stopping): Promise<FleetContext> => ({
  world,
  fleet,
  signal,
  openGlpi: await world.openGlpi(),
})

async function keysFor(world: World, fleet: Fleet, { check }: FleetOptions): Promise<ReturnType<typeof keysOf>> {
  const keys = keysOf(world, fleet.secrets, check === true)
  await keys.inspect(keyReferences(fleet))
  await inspectSecrets(fleet)
  return keys
}

/**
 * What is remembered of earlier runs. With `--all`, or after some hours, no instance counts as done; values that were proven are still
 * known.
 */
async function stateFor(world: World, { statePath }: Fleet, { all }: ApplyOptions): Promise<FleetState> {
  const state = await readState(statePath)
  return all || isOld(world, state) ? { ...state, isOpen: false } : state
}

/** A resumed run skips what is done. The limit keeps one failing instance from hiding the others for ever. */
const RESUMED_FOR_MS = 12 * 3_600_000

/** A clock that was set back makes a run old too: its age is unknown. */
function isOld(world: World, { begunAt }: FleetState): boolean {
  const age = begunAt === null ? 0 : world.now() - Date.parse(begunAt)
  return !(age >= 0 && age < RESUMED_FOR_MS)
}

const shown = ({ instances }: Fleet, { json }: FleetOptions) => ({ json, total: instances.length })

/** For the commands that write keys: the entries whose secrets would travel over plain HTTP. */
const giving = (fleet: Fleet) => ({
  isGivingKeys: true,
  unencrypted: fleet.instances
    .filter((instance) => [fleet.servicesFor(instance), ...urlsOf(instance).map(([, url]) => url)].some(isUnencrypted))
    .map(({ name }) => name),
})

function exitOf(ended: { hasFailed: boolean; hasUnanswered: boolean }, stopping: Stopping): ExitCode {
  if (stopping.isAsked()) return EXIT.stopped
  if (ended.hasFailed) return EXIT.someFailed
  return ended.hasUnanswered ? EXIT.noAnswer : EXIT.good
}
