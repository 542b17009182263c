import { fingerprintOf, inspectKey, type KeyInspection } from '#domain/key.ts'
import type { Expiry } from '#domain/expiry.ts'
import { causeOfUnsent } from '#domain/unsent-text.ts'
import type { Observation } from '#domain/verdict.ts'
import { foldState, type VendorTime } from '#domain/fold-state.ts'
import { STATE_WORDS } from '#contract/state-words.ts'
import { causeLines } from '../glpi/outcome-words.ts'
import { askVendor } from '../ask-vendor.ts'
import { readAskedAs, type AskedAsOptions } from '../asked-as.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { EXIT, EXIT_OF, type ExitCode } from '../exit.ts'
import { readKeyText } from '../key-input.ts'
import { editsInWords, findingInWords } from '../words.ts'
import type { Say } from '../language.ts'
import type { World } from '../world.ts'
import type { KeyOptions } from './inspect.ts'

export type CheckOptions = KeyOptions &
  AskedAsOptions & { services?: string; warnDays?: number; maxTime?: number; language: string }

/** `latchkey check`: asks GLPI Network, stores nothing. */
export async function check(world: World, options: CheckOptions): Promise<ExitCode> {
  const inspection = inspectKey(await readKeyText(world, options.keyFile))
  if (inspection.edits.length > 0)
    world.printMessage(world.say(CLI_WORDS.cleaned, { edits: editsInWords(world.say, inspection) }))
  const observation = inspection.key === null ? null : await ask(world, options, inspection.key)
  const { expiry, ...facts } = resultOf(inspection, observation, timeOf(world, observation))
  const result = { ...facts, daysLeft: expiry?.daysLeft ?? null }
  if (options.json) world.print(JSON.stringify(result))
  else for (const line of resultLines(world.say, inspection, result, expiry)) world.print(line)
  const endsSoon = options.warnDays !== undefined && expiry !== null && expiry.daysLeft <= options.warnDays
  return observation?.verdict === 'accepted' && endsSoon ? EXIT.endsSoon : EXIT_OF[observation?.verdict ?? 'not-asked']
}

const ask = async (world: World, options: CheckOptions, key: string): Promise<Observation> =>
  askVendor(world, { ...options, ...(await readAskedAs(options)), key })

/** GLPI Network's clock as its answer showed it; our own, which may be wrong, where it showed none. */
function timeOf(world: World, observation: Observation | null): VendorTime {
  const offset = observation === null || observation.verdict === 'no-answer' ? null : observation.clockOffsetMs
  return { now: world.steady() + (offset ?? 0), ourNow: world.now(), sure: offset !== null }
}

/** The contract of `--json`, and the days that are counted beside it. */
function resultOf(inspection: KeyInspection, observation: Observation | null, time: VendorTime) {
  const answer = observation === null || observation.verdict === 'no-answer' ? null : observation
  const known = { latest: observation, answer, answerAt: time.ourNow, answerVendorAt: time.sure ? time.now : null }
  const { state, expiry } = foldState(time, observation === null ? null : known)
  return {
    state,
    text: inspection.finding,
    vendor: {
      verdict: observation?.verdict ?? 'not-asked',
      message: observation?.message ?? null,
      cause: observation === null ? causeOfUnsent(inspection) : observation.cause,
    },
    subscription: answer?.subscription ?? null,
    owner: answer?.owner ?? null,
    checkedAt: observation === null ? null : new Date(time.ourNow).toISOString(),
    fingerprint: inspection.key === null ? null : fingerprintOf(inspection.key),
    expiry,
  }
}

type Result = Omit<ReturnType<typeof resultOf>, 'expiry'>

function resultLines(say: Say, inspection: KeyInspection, result: Result, expiry: Expiry | null): string[] {
  const { vendor, subscription, owner, state, fingerprint } = result
  if (vendor.verdict === 'not-asked') return [say(CLI_WORDS.notSent, { why: findingInWords(say, inspection) })]
  return [
    `${vendor.verdict}${vendor.message === null ? '' : `: ${vendor.message}`}`,
    say(CLI_WORDS.state, { state, sentence: say(STATE_WORDS[state].sentence) }),
    ...(subscription?.title ? [say(CLI_WORDS.subscription, { title: subscription.title })] : []),
    ...(state === 'not-started' && subscription?.beginsAt
      ? [say(CLI_WORDS.starts, { instant: subscription.beginsAt })]
      : []),
    ...(expiry ? [say(CLI_WORDS.ends, { instant: expiry.endsAt, days: expiry.daysLeft })] : []),
    ...(owner ? [say(CLI_WORDS.owner, { owner })] : []),
    ...causeLines(say, vendor.cause, 'glpi-network'),
    ...(fingerprint === null ? [] : [say(CLI_WORDS.fingerprint, { fingerprint })]),
  ]
}
