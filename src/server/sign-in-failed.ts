import type { SignInFailure } from '#contract/people.ts'
import type { CauseCode } from '#domain/cause-codes.ts'

/** Why nobody was signed in. */
export class SignInFailed extends Error {
  override name = 'SignInFailed'
  readonly reason: SignInFailure
  /** What went wrong on the network path, or there; null where nothing more is known. */
  readonly causeCode: CauseCode | null
  constructor(reason: SignInFailure, causeCode: CauseCode | null = null) {
    super(reason)
    this.reason = reason
    this.causeCode = causeCode
  }
}
