import { DEFAULT_WORDS } from '#contract/gateway-settings.ts'
import type { SettingInForce } from '#contract/setting-in-force.ts'
import type { GivenSettings } from '#server/given-settings.ts'
import { settingFaults, settingsInForce, type SettingFault } from '#server/settings-in-force.ts'
import { SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { PLAIN_ENGLISH, type Say } from '../language.ts'
import { settingInWords } from '../setting-words.ts'
import { SETTINGS_WORDS } from '../settings-words.ts'
import type { World } from '../world.ts'

export type SettingsCommandOptions = { json?: boolean; example?: boolean }

/**
 * `latchkey settings`: what holds for a gateway that is started so, and where each comes from. No secret is printed.
 * @throws SettingsError of the first that cannot be used, once all are printed.
 */
export async function settings(world: World, given: GivenSettings, options: SettingsCommandOptions): Promise<ExitCode> {
  if (options.example) {
    const { settingsFileText } = await import('#server/settings-file.ts')
    world.print(settingsFileText().trimEnd())
    return EXIT.good
  }
  const all = settingsInForce(given)
  const faults = settingFaults(world.env)
  if (options.json) world.print(JSON.stringify(asJson(all, faults)))
  else for (const line of linesOf(world.say, all)) world.print(line)
  const [first, ...others] = options.json ? faults.slice(0, 1) : faults
  if (first === undefined) return EXIT.good
  for (const { sentence } of others) world.printMessage(`latchkey: ${settingInWords(world.say, sentence)}`)
  throw new SettingsError(first.sentence)
}

function linesOf(say: Say, all: readonly SettingInForce[]): string[] {
  const rows = all.map((one) => [one.name, valueOf(say, one), sourceOf(say, one)] as const)
  const [names, values] = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map(([name, value, source]) =>
    `${name.padEnd(names ?? 0)}  ${value.padEnd(values ?? 0)}  ${source}`.trimEnd(),
  )
}

function valueOf(say: Say, { value, byDefault, from, isSecret }: SettingInForce): string {
  if (value !== null) return isSecret ? say(SETTINGS_WORDS.setTo, { value }) : value
  if (from !== 'default') return say(isSecret ? SETTINGS_WORDS.set : SETTINGS_WORDS.wrong)
  const words = Object.values(DEFAULT_WORDS).find(({ id }) => id === byDefault)
  return words ? say(words) : say(SETTINGS_WORDS.notSet)
}

function sourceOf(say: Say, { from, as }: SettingInForce): string {
  if (from === 'flag') return as ?? ''
  const source = from === 'file' ? '--env-file' : say(SETTINGS_WORDS[from])
  return as === null ? source : `${source} (${as})`
}

/** The same in every language. */
const asJson = (all: readonly SettingInForce[], faults: readonly SettingFault[]) => ({
  settings: all.map(({ byDefault, ...one }) => ({
    ...one,
    byDefault: Object.values(DEFAULT_WORDS).find(({ id }) => id === byDefault)?.message ?? null,
    isSet: one.from !== 'default',
    fault: faults.find(({ name }) => name === one.name)?.sentence ?? null,
  })),
  faults: faults.map(({ sentence }) => settingInWords(PLAIN_ENGLISH, sentence)),
})
