import type { CauseCode } from '#domain/cause-codes.ts'
import { readV2Error, readV2Sentence } from '#contract/glpi-v2.ts'
import type { GlpiReply } from '../exchange.ts'
import { Failure, type FailureEvidence } from '#net/failure.ts'
import { evidenceOf, failureOfOddReply } from '../odd-reply.ts'

const evidenceWithSentence = (reply: GlpiReply): FailureEvidence => {
  const said = readV2Sentence(reply.json)
  return { ...evidenceOf(reply), ...(said && { said }) }
}

/** The API v2 is switched off: every question is refused, the one for its welcome too. */
const apiDisabled = (reply: GlpiReply): Failure =>
  new Failure('glpi-api-disabled', readV2Error(reply.json), evidenceWithSentence(reply))

/** The token is issued all the same, and every question with it refused. */
export const scopeMissing = (evidence: FailureEvidence): Failure =>
  new Failure('oauth-scope-missing', 'NO_SCOPE', evidence)

/** RFC 6749, 5.2, and GLPI's own refusal of an address that the client does not allow. */
const OF_OAUTH: Readonly<Record<string, CauseCode>> = {
  invalid_client: 'oauth-client-refused',
  unauthorized_client: 'oauth-client-refused',
  unsupported_grant_type: 'oauth-client-refused',
  access_denied: 'oauth-client-refused',
  invalid_scope: 'oauth-scope-missing',
  invalid_grant: 'glpi-sign-in-refused',
}

/** Asked without a token, GLPI misses one only where the web server hands on an empty header. */
const INVALID = 'ERROR_INVALID_PARAMETER'

/** Why its welcome is not there. */
export function failureOfWelcome(reply: GlpiReply): Failure {
  const code = readV2Error(reply.json)
  if (code === INVALID) return new Failure('glpi-header-dropped', code, evidenceWithSentence(reply))
  // the only reason it is ever refused for, whatever the language of the message
  return code !== null && reply.status === 403 ? apiDisabled(reply) : failureOfV2(reply)
}

/** Why there is no token. */
export function failureOfToken(reply: GlpiReply): Failure {
  const code = readV2Error(reply.json)
  // the API's own codes, before its OAuth server hears of it
  if (code?.startsWith('ERROR')) return failureOfWelcome(reply)
  if (code === null) {
    // GLPI ends like this where it cannot decrypt the client's secret; PHP that fails for another reason does too
    if (reply.status === 500 && reply.text === '')
      return new Failure('glpi-error', 'TOKEN_EMPTY_500', evidenceOf(reply))
    return failureOfOddReply(reply)
  }
  const cause = OF_OAUTH[code]
  return cause === undefined ? failureOfV2(reply) : new Failure(cause, code, evidenceWithSentence(reply))
}

/** What an answer means that is not the wanted one, to a question with a token that was issued a moment ago. */
export function failureOfV2(reply: GlpiReply): Failure {
  const { status, json } = reply
  const code = readV2Error(json)
  if (code === null) return failureOfOddReply(reply)
  const evidence = evidenceWithSentence(reply)
  // issued, and unknown at once: it did not arrive, or not as it was sent
  if (status === 401 || (code === INVALID && /bearer|oauth token/i.test(`${evidence.said} ${titleIn(json)}`)))
    return new Failure('glpi-header-dropped', code, evidence)
  if (code === 'ERROR_RIGHT_MISSING')
    return /scope/i.test(evidence.said ?? '') ? scopeMissing(evidence) : new Failure('right-missing', code, evidence)
  return new Failure(status === 404 ? 'glpi-not-found' : 'glpi-error', code, evidence)
}

function titleIn(json: unknown): string {
  return typeof json === 'object' && json !== null && 'title' in json && typeof json.title === 'string'
    ? json.title
    : ''
}
