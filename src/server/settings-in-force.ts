import type { SettingInForce, SettingName } from '#contract/gateway-settings.ts'
import { SETTINGS, SettingsError, type Environment, type Setting } from './settings.ts'

/** What was given to a gateway, by where it comes from. The first that says something about a setting counts. */
export type GivenSettings = {
  /** By the names of the settings. */
  flags: Environment
  environment: Environment
  /** What the file of `--env-file` says; empty without one. */
  file: Environment
}

const ORDER = ['flags', 'environment', 'file'] as const
const SOURCES = { flags: 'flag', environment: 'environment', file: 'file' } as const

/** All of it as one environment. An empty flag is one that says nothing. */
export const environmentOf = ({ flags, environment, file }: GivenSettings): Environment => ({
  ...file,
  ...withoutEmpty(environment),
  ...withoutEmpty(flags),
})

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, text]) => text !== '' && text !== undefined))

const ALL: readonly Setting[] = Object.values(SETTINGS)

/** Every setting as it holds, and where it comes from. No secret is in it. */
export const settingsInForce = (given: GivenSettings): SettingInForce[] => ALL.map((one) => inForce(one, given))

function inForce(one: Setting, given: GivenSettings): SettingInForce {
  const { name, isSecret, flag, byDefault } = one
  for (const place of ORDER)
    for (const variable of variablesOf(one)) {
      const text = given[place][variable]
      if (!text) continue
      const spelled = place === 'flags' ? flag : variable === name ? null : variable
      return { name, isSecret, from: SOURCES[place], as: spelled, value: shownOf(one, text), byDefault: null }
    }
  const words = typeof byDefault === 'string' ? null : byDefault
  return {
    name,
    isSecret,
    from: 'default',
    as: null,
    value: typeof byDefault === 'string' ? byDefault : null,
    byDefault: words?.id ?? null,
  }
}

/** curl and PHP read the small letters first. */
const variablesOf = ({ name, isHonoured }: Setting): readonly string[] =>
  isHonoured && name.endsWith('_PROXY') ? [name.toLowerCase(), name] : [name]

/** null for what must not be shown. What cannot be read may hold a login, wherever it stands. */
function shownOf({ name, isSecret, shown, parse }: Setting, text: string): string | null {
  try {
    parse(text, name)
    return isSecret ? (shown?.(text) ?? null) : text
  } catch (error) {
    if (error instanceof SettingsError) return null
    throw error
  }
}

/** The sentences about settings that cannot be used, each setting by itself. */
export const wrongSettings = (env: Environment): { name: SettingName; sentence: string }[] =>
  ALL.flatMap(({ name, parse }) => {
    const text = env[name]
    if (!text) return []
    try {
      parse(text, name)
      return []
    } catch (error) {
      if (error instanceof SettingsError) return [{ name, sentence: error.message }]
      throw error
    }
  })
