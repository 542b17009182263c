import { CAUSES, type CauseCode } from '#domain/causes.ts'
import { SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Say } from '../language.ts'
import { settingInWords } from '../setting-words.ts'
import { FOUND_WORDS, type CheckName, type FoundWord } from './words.ts'

/** What a check has found. */
export type CheckFinding = {
  check: CheckName
  /** null: it could not be found out. */
  isGood: boolean | null
  sentence: (say: Say) => string
  /** The next step, where the sentence has none. */
  next: ((say: Say) => string) | null
  cause: CauseCode | null
  /** How the command ends when this is not good. */
  exit: ExitCode
}

type More = Partial<Pick<CheckFinding, 'exit'>>

/** Something that this program says itself. */
export const found = (
  check: CheckName,
  isGood: boolean | null,
  word: FoundWord,
  values: Readonly<Record<string, string>> = {},
  { exit = EXIT.usage }: More = {},
): CheckFinding => ({
  check,
  isGood,
  sentence: (say) => say(FOUND_WORDS[word], values),
  next: null,
  cause: null,
  exit,
})

/** A cause of the catalogue, in its own words. @param before what was measured, in front of them. */
export const foundCause = (
  check: CheckName,
  cause: CauseCode,
  exit: ExitCode,
  before?: (say: Say) => string,
): CheckFinding => ({
  check,
  isGood: false,
  sentence: (say) => [before?.(say) ?? [], `${say(CAUSES[cause].title)} (${cause}).`].flat().join(' '),
  next: (say) => say(CAUSES[cause].next),
  cause,
  exit,
})

/** What would stop a start, in the sentence of the start. Everything else is a fault of ours. */
export function refusedBy(check: CheckName, error: unknown): CheckFinding {
  if (!(error instanceof SettingsError)) throw error
  const { message } = error
  const sentence = (say: Say) => settingInWords(say, message)
  return { check, isGood: false, sentence, next: null, cause: null, exit: EXIT.usage }
}
