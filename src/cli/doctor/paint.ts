export type TerminalTone = 'good' | 'bad' | 'faint' | 'strong' | 'plain'
export type Paint = (tone: TerminalTone, text: string) => string

/** SGR parameters (ECMA-48, 8.3.117). */
const CODES: Record<Exclude<TerminalTone, 'plain'>, string> = { good: '32', bad: '31', faint: '2', strong: '1' }

/** Colours, unless `NO_COLOR` is set and not empty (https://no-color.org). */
export const paintFor = (env: Readonly<Record<string, string | undefined>>): Paint =>
  env['NO_COLOR']
    ? (_, text) => text
    : (tone, text) => (tone === 'plain' || text === '' ? text : `\u001b[${CODES[tone]}m${text}\u001b[0m`)
