import { scrubFor } from '#contract/scrub/scrub.ts'
import { WITHHELD } from '#domain/diagnosis.ts'

/** What is shown of it, with what stands beside it on a line. */
const MAX_CHARACTERS = 200

/** Lines that say nothing of what went wrong: where an error was thrown, a prompt, and what programs print on every start. */
const NOISE = [
  /^In \S+\.php line \d+:?$/,
  /^Configuration value:$/,
  /^Files ACL must be fixed/,
  /^Warning: Permanently added /,
  /^\*\* /,
  /^Defaulted container /,
  /^Unable to use a TTY/,
  /^Pseudo-terminal will not be allocated/,
  /^[EIW]\d{4} \d/,
  /^(PHP )?(Warning|Notice|Deprecated)\b.*\bin .* (on|at) line \d+/i,
  /^time="[^"]*" level=warning/,
  /^Emulate Docker CLI/,
]

/** The lines of what a command printed, each one printable, and every sentence on one line. */
export function printableLines(text: string): string[] {
  const whole = unboxed(text.replace(ESCAPES, ''))
  return whole.map(readable).filter((line) => /[\p{L}\p{N}]/u.test(line))
}

export const isInformative = (line: string): boolean => NOISE.every((pattern) => !pattern.test(line))

/** The first line in which a program names its error. */
export const firstLine = (lines: readonly string[]): string | null => lines.find(isInformative) ?? lines[0] ?? null

/** A line as it may be shown: cut, and nothing of a secret in it. undefined for one that would quote one. */
export function printableSentence(line: string | null, secrets: readonly string[]): string | undefined {
  if (line === null) return undefined
  const scrubbed = scrubFor(secrets)(withoutStatement(line))
  if (scrubbed === WITHHELD || scrubbed === '') return undefined
  return scrubbed.length > MAX_CHARACTERS ? `${scrubbed.slice(0, MAX_CHARACTERS - 1)}…` : scrubbed
}

/** Colours, titles and movements of a terminal (ECMA-48). */
// oxlint-disable-next-line no-control-regex -- they are what is taken away
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g

/** The console prints an exception as a box: cut at the terminal's width wherever that is, padded, two blanks on either side. */
function unboxed(text: string): string[] {
  const lines: string[] = []
  let box: string[] = []
  const close = () => {
    if (box.length > 0) lines.push(box.join(''))
    box = []
  }
  for (const line of text.split(/\r?\n/)) {
    const isBoxed = /^ {2}.*\S.* {2}$/.test(line)
    const inside = line.slice(2, -2)
    if (box.length > 0 && !(isBoxed && inside.length === box[0]?.length)) close()
    if (isBoxed) box.push(inside)
    else lines.push(line)
  }
  close()
  return lines
}

const readable = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()

/** The statement of a failed query holds what was to be stored; and a text like a token is never shown. */
const withoutStatement = (line: string): string =>
  line
    .replace(/\s+in SQL query\b.*$/i, '')
    .replaceAll(/(?<![\w/.+=-])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Z])[A-Za-z0-9+=_-][A-Za-z0-9+/=_-]{39,}/g, '…')
