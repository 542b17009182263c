import type { Problem, ProblemCode } from '#contract/problem.ts'
import { SettingsError } from '#server/settings.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { World } from './world.ts'

/** Ends a command: one sentence, a stable code, an exit code. The sentence never quotes a key. */
export class Complaint extends Error {
  override name = 'Complaint'
  readonly code: ProblemCode
  readonly exit: ExitCode
  constructor(code: ProblemCode, sentence: string, exit: ExitCode = EXIT.usage) {
    super(sentence)
    this.code = code
    this.exit = exit
  }
}

/** An unexpected fault keeps its message, so that it can be reported. */
export function complaintOf(error: unknown): Complaint {
  if (error instanceof Complaint) return error
  if (error instanceof SettingsError) return new Complaint('setting-invalid', error.message)
  return new Complaint('unexpected', error instanceof Error ? error.message : 'unknown failure', EXIT.unexpected)
}

/** The same shape as the API's, RFC 9457; there is no HTTP status here, so 0 stands in its place. */
export function printComplaint(world: World, complaint: Complaint, json: boolean): void {
  if (!json) {
    world.tell(`latchkey: ${complaint.message}`)
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
  world.tell(JSON.stringify(problem))
}
