import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { PathState } from '#domain/diagnosis.ts'
import { CRYPT_KEY_BYTES } from '../write-and-verify/judge-stored.ts'
import type { ProbeOutput, ProbedPath } from './answer.ts'

/** The state of GLPI's encryption file for PHP behind the web server, whichever user ran the probe. */
export function fileState({ there, bytes, readable }: ProbedPath): PathState {
  if (there === false) return 'missing'
  if (readable === false) return 'unreadable'
  if (there && bytes !== CRYPT_KEY_BYTES) return 'wrong-length'
  return there && readable ? 'sound' : 'unknown'
}

/** What the marketplace folder is to it. */
export function folderState({ there, writable }: ProbedPath): PathState {
  if (there === false) return 'missing'
  if (writable === null) return 'unknown'
  return writable ? 'writable' : 'read-only'
}

/** What was seen there, as whom, and for whom it is judged. */
export const pathFacts = (
  { path, seen: { owner, mode } }: ProbeOutput['directory'],
  state: PathState,
  { php, judgedFor }: ProbeOutput,
): SeenFacts => ({
  path,
  state,
  owner,
  mode,
  user: php.user,
  'judged-for': judgedFor?.user,
  'judged-by': judgedFor?.from,
})
