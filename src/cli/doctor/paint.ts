import { styleText } from 'node:util'

export type TerminalTone = 'good' | 'bad' | 'faint' | 'strong' | 'plain'
export type Paint = (tone: TerminalTone, text: string) => string

const STYLES = { good: 'green', bad: 'red', faint: 'dim', strong: 'bold' } as const

/** Colours, unless `NO_COLOR` is set and not empty (https://no-color.org). Whether there is a terminal is known elsewhere. */
export const paintFor = (env: Readonly<Record<string, string | undefined>>): Paint =>
  env['NO_COLOR']
    ? (_, text) => text
    : (tone, text) =>
        tone === 'plain' || text === '' ? text : styleText(STYLES[tone], text, { validateStream: false })
