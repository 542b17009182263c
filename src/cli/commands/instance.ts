import { NOTHING_SEEN, UNSEEN_KEY, type WriteOutcome } from '#domain/storage.ts'
import type { Observation } from '#domain/verdict.ts'
import type { Glpi } from '#glpi/glpi.ts'
import { askVendor } from '../ask-vendor.ts'
import { Complaint } from '../complaint.ts'
import { EXIT, EXIT_OF, type ExitCode } from '../exit.ts'
import { EXIT_OF_CAUSE, exitOfWrite } from '../glpi/exit-of-write.ts'
import { keyFor, referencedKey } from '../glpi/key-for.ts'
import { causeLines, inBrackets, outcomeWords } from '../glpi/outcome-words.ts'
import { judged, seenIn, type Judged, type Seen } from '../glpi/seen.ts'
import { openTarget, type Target, type TargetOptions } from '../glpi/target.ts'
import { writeKey } from '../glpi/write-key.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'

export type SetOptions = TargetOptions & { keyFile?: string; check?: boolean }
export type RemoveOptions = TargetOptions & { yes?: boolean }
export type StatusOptions = TargetOptions & { offline?: boolean }

/** `latchkey set`: the key into one GLPI, and proof that it is there. */
export const setKey = (world: World, options: SetOptions): Promise<ExitCode> =>
  withTarget(world, options, async (target, glpi, signal) => {
    const wanted = await keyFor(world, target, options)
    if (options.allowKeyAsArgument)
      world.tell(
        'latchkey: a key over 4,095 characters goes to the console as an argument: everyone on that machine can see it',
      )
    if (options.check) {
      const refusal = await refusalOf(world, target, glpi, wanted, signal)
      if (refusal) {
        const { verdict, message, cause } = refusal
        const outcome: WriteOutcome = {
          did: 'kept',
          storage: 'unknown',
          cause,
          errorCode: null,
          before: UNSEEN_KEY,
          after: UNSEEN_KEY,
        }
        tell(world, options, target, wanted, outcome, [
          `${target.name}: nothing was written: ${verdict}${message ? `: ${message}` : ''}`,
          ...causeLines(cause, 'glpi-network'),
        ])
        return EXIT_OF[verdict]
      }
    }
    const outcome = await writeKey(glpi, wanted, target.noted, signal, () => undefined)
    await target.record(outcome, wanted)
    tell(world, options, target, wanted, outcome, outcomeWords(target.name, outcome, 'set'))
    return exitOfWrite(outcome, 'set')
  })

/** `latchkey remove`: the key out of one GLPI. */
export async function removeKey(world: World, options: RemoveOptions): Promise<ExitCode> {
  await confirm(world, options)
  return withTarget(world, options, async (target, glpi, signal) => {
    const outcome = await glpi.remove(signal)
    await target.record(outcome, null)
    tell(world, options, target, null, outcome, outcomeWords(target.name, outcome, 'remove'))
    return exitOfWrite(outcome, 'remove')
  })
}

/** `latchkey status`: what one GLPI holds, whether it is the key that should be there, and what GLPI Network says of that. */
export const statusOfInstance = (world: World, options: StatusOptions): Promise<ExitCode> =>
  withTarget(world, options, async (target, glpi, signal) => {
    const wanted = await referencedKey(world, target)
    const seen = seenIn(await glpi.look(() => undefined, signal))
    const found = judged(seen, wanted, target.noted)
    const vendor = wanted && !options.offline ? await ask(world, target, wanted, seen) : null
    const fingerprint = wanted?.fingerprint ?? seen.sight.stored.fingerprint
    const { stored, proxy, ...sight } = seen.sight
    const result = {
      instance: target.name,
      ...found,
      errorCode: seen.errorCode,
      evidence: seen.evidence,
      fingerprint,
      vendor: vendor && { verdict: vendor.verdict, message: vendor.message, cause: vendor.cause },
      ...sight,
      // its login stays where it is
      proxy: proxy && `${proxy.host}:${proxy.port}`,
      ways: glpi.ways,
      stored,
    }
    if (options.json) world.print(JSON.stringify(result))
    else for (const line of statusWords(target.name, seen, found, vendor, fingerprint)) world.print(line)
    if (found.standing !== 'wanted') return found.cause === null ? EXIT.notProven : EXIT_OF_CAUSE[found.cause]
    return vendor === null ? EXIT.good : EXIT_OF[vendor.verdict]
  })

async function withTarget(
  world: World,
  options: TargetOptions,
  work: (target: Target, glpi: Glpi, signal: AbortSignal) => Promise<ExitCode>,
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

/** null where GLPI Network accepts the key. It is asked as that GLPI would ask, as far as its ways show how. */
async function refusalOf(
  world: World,
  target: Target,
  glpi: Glpi,
  wanted: WantedKey,
  signal: AbortSignal,
): Promise<Observation | null> {
  const answer = await ask(world, target, wanted, seenIn(await glpi.look(() => undefined, signal)))
  return answer.verdict === 'accepted' ? null : answer
}

const ask = (
  world: World,
  { services }: Target,
  { key }: WantedKey,
  { sight }: Pick<Seen, 'sight'>,
): Promise<Observation> => askVendor(world, { key, services, uid: sight.uid, glpiVersion: sight.version })

/** @throws Complaint where nobody can be asked, or says no. */
async function confirm(world: World, { yes, instance }: RemoveOptions): Promise<void> {
  if (yes) return
  if (!world.stdinIsTerminal)
    throw new Complaint('usage-invalid', 'Nobody can be asked here: say --yes to remove the key.')
  const answer = await world.ask(`Remove the key from ${instance}? The marketplace closes there. [y/N] `)
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new Complaint('usage-invalid', 'Nothing was removed.')
}

function tell(
  world: World,
  { json }: TargetOptions,
  { name }: Target,
  wanted: WantedKey | null,
  outcome: WriteOutcome,
  words: string[],
): void {
  const { did, storage, cause, errorCode, evidence = null, before, after } = outcome
  const fingerprint = wanted?.fingerprint ?? null
  if (json) {
    world.print(
      JSON.stringify({ instance: name, did, storage, cause, errorCode, evidence, fingerprint, before, after }),
    )
    return
  }
  for (const line of words) world.print(line)
  if (fingerprint) world.print(`fingerprint: ${fingerprint}`)
}

const STANDING_WORDS: Record<Judged['standing'], string> = {
  wanted: 'GLPI holds the key, and can read it',
  unproven: 'GLPI holds a key; whether it is the right one cannot be told by the ways that are set',
  other: 'GLPI holds another key, or what is none',
  missing: 'GLPI holds no key',
  unreadable: 'GLPI cannot read what it has stored',
  unseen: 'what GLPI holds was not seen',
}

function statusWords(
  name: string,
  seen: Seen,
  found: Judged,
  vendor: Observation | null,
  fingerprint: string | null,
): string[] {
  const { version, rights, installMode } = { ...NOTHING_SEEN, ...seen.sight }
  return [
    `${name}: ${STANDING_WORDS[found.standing]}${inBrackets(seen.evidence)}`,
    ...causeLines(found.cause, 'glpi', seen.errorCode),
    ...(version ? [`GLPI: ${version}${installMode ? `, ${installMode}` : ''}`] : []),
    ...(rights && !rights.update ? ['rights: this account may not change the setup'] : []),
    ...(vendor
      ? [
          `GLPI Network: ${vendor.verdict}${vendor.message ? `: ${vendor.message}` : ''}`,
          ...causeLines(vendor.cause, 'glpi-network'),
        ]
      : []),
    ...(fingerprint ? [`fingerprint: ${fingerprint}`] : []),
  ]
}
