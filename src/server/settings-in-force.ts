import type { SettingName } from '#contract/gateway-settings.ts'
import type { SettingInForce } from '#contract/setting-in-force.ts'
import { readSharedDatabase } from './database-url.ts'
import type { GivenSettings } from './given-settings.ts'
import { readKeySource } from './key-source.ts'
import { readOidcSettings } from './oidc/oidc-settings.ts'
import {
  readServerSettings,
  readWithDefault,
  refuseUnencrypted,
  SETTINGS,
  SettingsError,
  type Environment,
  type Setting,
} from './settings.ts'

const ORDER = ['flags', 'environment', 'file'] as const
const SOURCES = { flags: 'flag', environment: 'environment', file: 'file' } as const

const ALL: readonly Setting[] = Object.values(SETTINGS)

/** Every setting as it holds, and where it comes from. No secret is in it. */
export const settingsInForce = (given: GivenSettings): SettingInForce[] => ALL.map((one) => inForce(one, given))

function inForce(one: Setting, given: GivenSettings): SettingInForce {
  const { name, isSecret, flag, byDefault } = one
  for (const place of ORDER)
    for (const variable of variablesOf(one)) {
      const text = given[place][variable]
      // Node itself reads it as it starts, and no file of ours
      if (!text || (place === 'file' && one === SETTINGS.extraCa)) continue
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

/** Why Latchkey would not start with these. Each setting by itself first, then what does not go together. */
export function settingFaults(env: Environment): SettingFault[] {
  const faults = ALL.flatMap(({ name, parse }) => faultOf(name, () => env[name] && parse(env[name], name)))
  const together = [
    () => refuseUnencrypted(readServerSettings(env)),
    () => readOidcSettings(env),
    () => readSharedDatabase(env),
    () => readKeySource(env, readWithDefault(SETTINGS.data, env)),
  ].flatMap((read) => faultOf(null, read))
  return [...faults, ...together.filter(({ sentence }) => faults.every((fault) => fault.sentence !== sentence))]
}

export type SettingFault = {
  /** null: of several together. */
  name: SettingName | null
  sentence: string
}

function faultOf(name: SettingName | null, read: () => unknown): SettingFault[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof SettingsError) return [{ name, sentence: error.message }]
    throw error
  }
}
