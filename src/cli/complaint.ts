import type { Problem, ProblemCode } from '#contract/problem.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { SettingsError } from '#server/settings.ts'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { PLAIN_ENGLISH, type Say } from './language.ts'
import { settingInWords } from './setting-words.ts'
import type { World } from './world.ts'

/** Ends a command: one sentence, a stable code, an exit code. The sentence never quotes a key. */
export class Complaint extends Error {
  override name = 'Complaint'
  readonly code: ProblemCode
  readonly exit: ExitCode
  /** The sentence in a language; `message` is in English. */
  readonly sentence: (say: Say) => string
  constructor(code: ProblemCode, sentence: (say: Say) => string, exit: ExitCode = EXIT.usage) {
    super(sentence(PLAIN_ENGLISH))
    this.code = code
    this.exit = exit
    this.sentence = sentence
  }
}

/** An unexpected fault keeps its message, so that it can be reported. */
export function complaintOf(error: unknown): Complaint {
  if (error instanceof Complaint) return error
  if (error instanceof SettingsError)
    return new Complaint('setting-invalid', (say) => settingInWords(say, error.message))
  // what the store says of its disk
  if (error instanceof ProblemError)
    return new Complaint(error.code, (say) => settingInWords(say, error.message), EXIT.unexpected)
  const message = error instanceof Error ? error.message : 'unknown failure'
  const [missing] = /@libsql\/[\w-]+/.exec(message.startsWith('Cannot find module') ? message : '') ?? []
  if (missing !== undefined)
    return new Complaint('unexpected', (say) => say(COMPLAINT_WORDS.noSqlite, { name: missing }), EXIT.unexpected)
  return new Complaint('unexpected', () => message, EXIT.unexpected)
}

/** The same shape as the API's, RFC 9457; there is no HTTP status here, so it is 0. */
export function printComplaint(world: World, complaint: Complaint, json: boolean): void {
  if (!json) {
    world.printMessage(`latchkey: ${complaint.sentence(world.say)}`)
    return
  }
  const { code, message: detail } = complaint
  const problem: Problem = {
    type: `urn:latchkey:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status: 0,
    detail,
    code,
  }
  world.printMessage(JSON.stringify(problem))
}
