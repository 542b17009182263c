import { seenUid, seenVersion } from '#contract/asked-as.ts'
import { placeText, shownGlpiProxy } from '#contract/glpi-proxy.ts'
import { EMPTY_SNAPSHOT, type WriteOutcome } from '#domain/storage.ts'
import type { Observation } from '#domain/verdict.ts'
import type { Glpi } from '#glpi/glpi.ts'
import { askVendor } from '../ask-vendor.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { EXIT, EXIT_OF, type ExitCode } from '../exit.ts'
import { checkModeOf, heldBackWords, isHeldBack } from '../glpi/check-first.ts'
import { exitOfCause, exitOfWrite } from '../glpi/exit-of-write.ts'
import { keyFor, referencedKey } from '../glpi/key-for.ts'
import { causeLines, inBrackets, outcomeWords } from '../glpi/outcome-words.ts'
import {
  judgeInspection,
  inspectionResultOf,
  type InspectionJudgement,
  type InspectionResult,
} from '../glpi/inspection-result.ts'
import { tellMonitoring, type MonitoringOptions } from '../glpi/monitoring.ts'
import { proveAgain } from '../glpi/prove.ts'
import { statusWords } from '../glpi/status-words.ts'
import { openTarget, type GlpiTarget, type GlpiTargetOptions } from '../glpi/target.ts'
import { writeKey } from '../glpi/write-key.ts'
import type { Say } from '../language.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'

export type SetOptions = GlpiTargetOptions & { keyFile?: string; check?: boolean }
export type RemoveOptions = GlpiTargetOptions & { yes?: boolean }
export type StatusOptions = GlpiTargetOptions &
  MonitoringOptions & { offline?: boolean; prove?: boolean; format?: 'nagios' }

/** `latchkey set`: the key into one GLPI, and proof that it is there. */
export const runSet = (world: World, options: SetOptions): Promise<ExitCode> =>
  withTarget(world, options, async (target, glpi, signal) => {
    const mode = checkModeOf(options.check)
    const wanted = await keyFor(world, target, { keyFile: options.keyFile, isAskedFirst: mode === 'strict' })
    if (options.allowKeyAsArgument) world.printMessage(`latchkey: ${world.say(CLI_WORDS.keyAsArgument)}`)
    if (mode !== 'never') {
      const seen = inspectionResultOf(await glpi.inspect(() => undefined, signal))
      const answer = await ask(world, target, wanted, seen)
      const { verdict, cause } = answer
      if (isHeldBack(answer, mode, judgeInspection(seen, wanted, target.noted).standing)) {
        const outcome: WriteOutcome = {
          did: 'kept',
          storage: 'unknown',
          cause,
          errorCode: null,
          readable: null,
          before: seen.snapshot.stored,
          after: seen.snapshot.stored,
        }
        printOutcome(world, options, target, wanted, outcome, [
          `${target.name}: ${heldBackWords(world.say, answer, mode)}`,
          ...causeLines(world.say, cause, 'glpi-network'),
        ])
        return EXIT_OF[verdict]
      }
      if (verdict === 'no-answer')
        world.printMessage(`latchkey: ${world.say(CLI_WORDS.writtenWithoutVerdict, { cause: cause ?? '' })}`)
    }
    const outcome = await writeKey(glpi, wanted, target.noted, signal, () => undefined)
    await target.record(outcome, wanted)
    printOutcome(world, options, target, wanted, outcome, outcomeWords(world.say, target.name, outcome, 'set'))
    return exitOfWrite(outcome, 'set')
  })

/** `latchkey remove`: the key out of one GLPI. */
export async function runRemove(world: World, options: RemoveOptions): Promise<ExitCode> {
  await confirm(world, options)
  return withTarget(world, options, async (target, glpi, signal) => {
    const outcome = await glpi.remove(signal)
    await target.record(outcome, null)
    printOutcome(world, options, target, null, outcome, outcomeWords(world.say, target.name, outcome, 'remove'))
    return exitOfWrite(outcome, 'remove')
  })
}

/** `latchkey status`: what one GLPI holds, whether it is the key that should be there, and what GLPI Network says of that. */
export const runStatus = (world: World, options: StatusOptions): Promise<ExitCode> =>
  withTarget(world, { ...options, isKeyEnough: options.format === 'nagios' }, async (target, glpi, signal) => {
    const wanted = await referencedKey(world, target)
    const inspection = await glpi.inspect(() => undefined, signal)
    const seen = inspectionResultOf(inspection)
    const standing = judgeInspection(seen, wanted, target.noted, world.now())
    const found = options.prove ? await proveAgain(world, target, glpi, standing, wanted, signal) : standing
    const vendor = wanted && !options.offline ? await ask(world, target, wanted, seen) : null
    if (options.format === 'nagios') {
      if (signal.aborted) throw new Complaint('unexpected', (say) => say(CLI_WORDS.stopped))
      return tellMonitoring(world, options, {
        name: target.name,
        seen,
        found,
        vendor,
        clocks: inspection.clocks,
        isConnected: glpi.methods.length > 0,
        hasKey: target.keyText !== null,
      })
    }
    const fingerprint = wanted?.fingerprint ?? seen.snapshot.stored.fingerprint
    const { stored, proxy, ...snapshot } = seen.snapshot
    const result = {
      instance: target.name,
      ...found,
      errorCode: seen.errorCode,
      evidence: seen.evidence,
      fingerprint,
      vendor: vendor && { verdict: vendor.verdict, message: vendor.message, cause: vendor.cause },
      ...snapshot,
      // its login stays where it is
      proxy: proxy && placeText(shownGlpiProxy(proxy)),
      ways: glpi.methods,
      stored,
    }
    if (options.json) world.print(JSON.stringify(result))
    else for (const line of statusLines(world.say, target.name, seen, found, vendor, fingerprint)) world.print(line)
    if (found.standing !== 'wanted' || found.cause !== null)
      return found.cause === null ? EXIT.notProven : exitOfCause(found.cause)
    return vendor === null ? EXIT.good : EXIT_OF[vendor.verdict]
  })

async function withTarget(
  world: World,
  options: GlpiTargetOptions,
  work: (target: GlpiTarget, glpi: Glpi, signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const target = await openTarget(world, options)
  const stopper = new AbortController()
  void world.untilStopped().then(() => stopper.abort())
  try {
    const glpi = await target.open(await world.openGlpi())
    try {
      const code = await work(target, glpi, stopper.signal)
      return stopper.signal.aborted ? EXIT.stopped : code
    } finally {
      await glpi.close()
    }
  } finally {
    await target.close()
  }
}

/** Asks as that GLPI would, with the version and id that its connection shows. */
const ask = (
  world: World,
  { services }: GlpiTarget,
  { key }: WantedKey,
  { snapshot }: Pick<InspectionResult, 'snapshot'>,
): Promise<Observation> =>
  askVendor(world, { key, services, uid: seenUid(snapshot.uid), glpiVersion: seenVersion(snapshot.version) })

/** In any of the languages, whatever the question was asked in. */
const YES = /^\s*(?:y(?:es)?|o(?:ui)?|ja?|s(?:[ií]|im)?|t(?:ak)?)\s*$/i

/** @throws Complaint without a terminal to ask on, or when the answer is no. */
async function confirm(world: World, { yes, instance }: RemoveOptions): Promise<void> {
  if (yes) return
  if (!world.stdinIsTerminal) throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.noTerminal))
  const answer = await world.ask(`${world.say(CLI_WORDS.confirmRemoval, { instance })} `)
  if (!YES.test(answer)) throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.nothingRemoved))
}

function printOutcome(
  world: World,
  { json }: GlpiTargetOptions,
  { name }: GlpiTarget,
  wanted: WantedKey | null,
  outcome: WriteOutcome,
  words: string[],
): void {
  const { did, storage, cause, errorCode, evidence = null, readable, before, after } = outcome
  const fingerprint = wanted?.fingerprint ?? null
  if (json) {
    const result = { instance: name, did, storage, cause, errorCode, evidence, readable, fingerprint, before, after }
    world.print(JSON.stringify(result))
    return
  }
  for (const line of words) world.print(line)
  if (fingerprint) world.print(world.say(CLI_WORDS.fingerprint, { fingerprint }))
}

function statusLines(
  say: Say,
  name: string,
  seen: InspectionResult,
  found: InspectionJudgement,
  vendor: Observation | null,
  fingerprint: string | null,
): string[] {
  const { version, rights, installMode } = { ...EMPTY_SNAPSHOT, ...seen.snapshot }
  return [
    `${name}: ${statusWords(say, found)}${inBrackets(say, seen.evidence)}`,
    ...causeLines(say, found.cause, 'glpi', seen.errorCode),
    ...(version ? [`GLPI: ${version}${installMode ? `, ${installMode}` : ''}`] : []),
    ...(rights && !rights.update ? [say(CLI_WORDS.noRight)] : []),
    ...(vendor
      ? [
          `GLPI Network: ${vendor.verdict}${vendor.message ? `: ${vendor.message}` : ''}`,
          ...causeLines(say, vendor.cause, 'glpi-network'),
        ]
      : []),
    ...(fingerprint ? [say(CLI_WORDS.fingerprint, { fingerprint })] : []),
  ]
}
