import type { GivenSettings } from '#server/given-settings.ts'
import { checkDatabase, checkFolder, checkKey, type DataFinding } from '#server/self-check.ts'
import { settingFaults, settingsInForce } from '#server/settings-in-force.ts'
import { readServerSettings, SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { PLAIN_ENGLISH } from '../language.ts'
import { found, refusedBy, type CheckFinding } from '../self-check/finding.ts'
import { checkNode, checkPort, checkTls, checkUser } from '../self-check/machine-checks.ts'
import { checkVendor } from '../self-check/vendor-check.ts'
import { CHECK_NAMES, OUTCOME_MARKS, type CheckName } from '../self-check/words.ts'
import type { World } from '../world.ts'

export type SelfCheckOptions = { json?: boolean; maxTime?: number }

/** `latchkey self-check`: what keeps Latchkey from working here, each with its next step. Nothing that it makes stays. */
export async function selfCheck(world: World, given: GivenSettings, options: SelfCheckOptions): Promise<ExitCode> {
  let exit: ExitCode = EXIT.good
  for await (const finding of findings(world, given, options)) {
    show(world, finding, options.json === true)
    if (finding.isGood === false) exit = graver(exit, finding.exit)
  }
  return exit
}

/** What a person has to change here comes first, then the machine, then what only does not answer. */
const GRAVITY: readonly ExitCode[] = [EXIT.good, EXIT.noAnswer, EXIT.unexpected, EXIT.usage]
const graver = (one: ExitCode, other: ExitCode): ExitCode =>
  GRAVITY.indexOf(one) > GRAVITY.indexOf(other) ? one : other

async function* findings(
  world: World,
  given: GivenSettings,
  { maxTime }: SelfCheckOptions,
): AsyncGenerator<CheckFinding> {
  yield checkNode(process.versions.node)
  const faults = settingFaults(world.env)
  for (const { sentence } of faults) yield refusedBy('settings', new SettingsError(sentence))
  // the others would be about settings that nobody meant
  if (faults.length > 0) return
  const count = settingsInForce(given).filter(({ from }) => from !== 'default').length
  yield found('settings', true, 'settings-good', { count: String(count) })
  const settings = readServerSettings(world.env)
  const { dataFolder, host, port, sandboxPort, servicesUrl } = settings
  yield checkUser(dataFolder)
  const folder = await dataCheck('folder', () => checkFolder(dataFolder))
  yield folder
  if (folder.isGood) {
    yield await dataCheck('key', () => checkKey(dataFolder, world.env))
    yield await dataCheck('database', () => checkDatabase(dataFolder, world.env))
  }
  yield await checkTls(settings, world.now())
  yield await checkPort('port', { host, port, setting: 'LATCHKEY_PORT' }, dataFolder)
  yield sandboxPort === null
    ? found('sandbox', true, 'sandbox-off')
    : await checkPort('sandbox', { host: '127.0.0.1', port: sandboxPort, setting: 'LATCHKEY_SANDBOX' }, dataFolder)
  const budget = maxTime === undefined ? {} : { budgetMs: maxTime * 1000 }
  yield* await checkVendor({ servicesUrl, env: world.env, now: () => world.now(), ...budget })
}

async function dataCheck(check: CheckName, look: () => DataFinding | Promise<DataFinding>): Promise<CheckFinding> {
  try {
    const { word, isGood, values } = await look()
    return found(check, isGood, word, values, word === 'disk-low' ? { exit: EXIT.unexpected } : {})
  } catch (error) {
    return refusedBy(check, error)
  }
}

function show(world: World, { check, isGood, sentence, next, cause }: CheckFinding, json: boolean): void {
  if (json) {
    const line = { check, ok: isGood, sentence: sentence(PLAIN_ENGLISH), next: next?.(PLAIN_ENGLISH) ?? null, cause }
    world.print(JSON.stringify(line))
    return
  }
  const { say } = world
  const marks = Object.values(OUTCOME_MARKS).map((words) => say(words))
  const width = Math.max(...marks.map((mark) => mark.length))
  const mark = say(OUTCOME_MARKS[isGood === null ? 'unknown' : isGood ? 'good' : 'bad'])
  world.print(`${mark.padEnd(width)}  ${say(CHECK_NAMES[check])}: ${sentence(say)}`)
  if (next) world.print(`${' '.repeat(width)}  ${next(say)}`)
}
