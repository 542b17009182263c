import type { SettingName } from '#contract/gateway-settings.ts'
import { SETTINGS, type Setting } from './settings.ts'

const HEADER = `# The settings of Latchkey, one a line: NAME=value. Take away the "#" before a line to set it, then restart Latchkey.
# A value with a space, a "#" or a quote stands in quotes. "latchkey settings" shows what holds, and where it comes from.
`

/**
 * The text of latchkey.env: every setting, commented out, with its meaning and its default. Packages put it into /etc/latchkey.
 * @param values what a package sets by itself, such as its data folder.
 */
export const settingsFileText = (values: Partial<Record<SettingName, string>> = {}): string =>
  [HEADER, ...Object.values(SETTINGS).map((one) => paragraphOf(one, values[one.name]))].join('\n')

function paragraphOf({ name, meaning, byDefault, isSecret }: Setting, value: string | undefined): string {
  const isValue = typeof byDefault === 'string'
  const holds = byDefault === null ? '' : ` Default: ${isValue ? byDefault : byDefault.message}.`
  const secret = isSecret ? ' Secret: only root and Latchkey may read this file then.' : ''
  const line = value === undefined ? `#${name}=${isValue ? byDefault : ''}` : `${name}=${value}`
  return `# ${meaning.message}${holds}${secret}\n${line}\n`
}
