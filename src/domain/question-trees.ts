import type { CauseCode } from './cause-codes.ts'
import type { QuestionCode } from './cause-catalogue/desk/questions.ts'
import type { Click, StepCode } from './cause-catalogue/desk/steps.ts'
import { STATES, type Finding, type State } from './verdict.ts'

export type Answer = 'yes' | 'no'

/** Where a tree ends: another cause, a step with words of its own, or what the catalogue says to do next of this cause. */
export type Leaf = { is: 'cause'; cause: CauseCode } | { is: 'step'; step: StepCode } | { is: 'next' }

/** `expected`: the answer where the cause is right. */
export type Question = { is: 'question'; ask: QuestionCode; expected: Answer; yes: Branch; no: Branch }

export type Branch = Question | Leaf

/** `click`: what to press once its next step is done. */
export type CauseTree = Question & { click: Click }

const NEXT: Leaf = { is: 'next' }
const step = (code: StepCode): Leaf => ({ is: 'step', step: code })
const goOnWith = (cause: CauseCode): Leaf => ({ is: 'cause', cause })

/** What speaks for the cause is yes. */
const isIt = (ask: QuestionCode, yes: Branch, no: Branch): Question => ({
  is: 'question',
  ask,
  expected: 'yes',
  yes,
  no,
})
/** What speaks for the cause is no. */
const isNot = (ask: QuestionCode, no: Branch, yes: Branch): Question => ({
  is: 'question',
  ask,
  expected: 'no',
  yes,
  no,
})

const toGlpiNetwork = (question: Question): CauseTree => ({ ...question, click: 'run-diagnosis' })
const ofKey = (question: Question, click: Click = 'replace-key'): CauseTree => ({ ...question, click })
const inGlpi = (question: Question): CauseTree => ({ ...question, click: 'write-again' })
const toGlpi = (question: Question): CauseTree => ({ ...question, click: 'test-connection' })

const isAddressRight = isIt('services-address', NEXT, step('correct-address'))
const isClockWrong = isNot('clock-right', NEXT, step('send-report'))
const isGlpiDown = isNot('glpi-opens', NEXT, step('test-connection'))
const hasBackup = isIt('backup', NEXT, step('secrets-lost'))
const isFileReadable = isIt('file-readable', step('write-again'), goOnWith('crypt-key-missing'))

/** What to ask about each cause, shortest first. A new cause fails to compile here until it has its questions. */
export const CAUSE_TREES: Record<CauseCode, CauseTree> = {
  'dns-not-found': toGlpiNetwork(isNot('resolves', isNot('uses-proxy', NEXT, step('set-proxy')), step('run-again'))),
  'dns-timeout': toGlpiNetwork(isNot('nameservers-answer', NEXT, step('run-again'))),
  'connect-refused': toGlpiNetwork(isAddressRight),
  'connect-timeout': toGlpiNetwork(isNot('uses-proxy', NEXT, step('set-proxy'))),
  'connection-reset': toGlpiNetwork(isIt('happens-again', NEXT, step('all-well'))),
  'reply-timeout': toGlpiNetwork(isIt('other-network', step('network-team'), step('wait'))),
  'reply-stalled': toGlpiNetwork(isIt('tunnel', step('smaller-mtu'), NEXT)),
  'reply-too-large': toGlpiNetwork(isAddressRight),
  'tls-untrusted-issuer': toGlpiNetwork(isIt('own-issuer', NEXT, step('send-report'))),
  'tls-self-signed': toGlpiNetwork(isIt('known-name', NEXT, step('send-report'))),
  'tls-wrong-host': toGlpiNetwork(isIt('hosts-line', step('remove-line'), NEXT)),
  'tls-expired': toGlpiNetwork(isNot('clock-right', goOnWith('clock-ahead'), NEXT)),
  'tls-not-yet-valid': toGlpiNetwork(isNot('clock-right', goOnWith('clock-behind'), NEXT)),
  'tls-not-tls': toGlpiNetwork(isAddressRight),
  'ca-not-loaded': toGlpiNetwork(isNot('begins-certificate', NEXT, step('check-path'))),
  'proxy-unreachable': toGlpiNetwork(isNot('same-proxy', step('correct-proxy'), NEXT)),
  'proxy-auth-required': toGlpiNetwork(isIt('windows-session', step('let-through'), NEXT)),
  'proxy-denied': toGlpiNetwork(isNot('proxy-allows', NEXT, step('run-again'))),
  'proxy-cannot-reach': toGlpiNetwork(isNot('opens-from-proxy', NEXT, step('run-again'))),
  'proxy-setting-unusable': toGlpiNetwork(isIt('special-characters', NEXT, step('correct-proxy'))),
  'rate-limited': ofKey(isIt('marketplace-reloaded', step('keep-closed'), NEXT), 'check-now'),
  'vendor-error': ofKey(isIt('happens-again', NEXT, step('all-well')), 'check-now'),
  'not-the-vendor': toGlpiNetwork(
    isIt('known-name', NEXT, isIt('services-address', step('send-report'), step('correct-address'))),
  ),
  redirected: toGlpiNetwork(isAddressRight),
  'reply-unreadable': toGlpiNetwork(isIt('happens-again', NEXT, step('all-well'))),
  'key-damaged': ofKey(isNot('from-portal', NEXT, step('send-report'))),
  'key-wrong-secret': ofKey(isIt('portal-open', NEXT, step('ask-owner'))),
  'key-unsendable': ofKey(isNot('from-portal', NEXT, step('send-report'))),
  'key-placeholder': ofKey(isIt('filled-in', NEXT, step('copy-again'))),
  'key-refused': ofKey(
    isIt('right-key', isIt('refused-again', step('ask-vendor'), step('all-well')), step('copy-again')),
  ),
  'subscription-ended': ofKey(isNot('ends-later', NEXT, step('check-now')), 'check-now'),
  'subscription-not-started': ofKey(isNot('should-run', NEXT, step('ask-vendor')), 'check-now'),
  'key-differs': inGlpi(isIt('changed-in-glpi', step('paste-other'), step('write-again'))),
  'clock-ahead': toGlpiNetwork(isClockWrong),
  'clock-behind': toGlpiNetwork(isClockWrong),
  'stored-blank': inGlpi(isIt('removed-in-glpi', step('write-again'), isFileReadable)),
  'stored-unreadable': inGlpi(isIt('file-readable', NEXT, goOnWith('crypt-key-missing'))),
  'stored-unencrypted': inGlpi(isIt('filled-in', NEXT, step('save-in-glpi'))),
  'stored-unproven': inGlpi(
    isIt('tab-shows-subscription', step('stored'), isIt('tab-empty', goOnWith('stored-blank'), step('send-report'))),
  ),
  'crypt-key-missing': inGlpi(isNot('file-readable', hasBackup, step('write-again'))),
  'crypt-key-changed': inGlpi(hasBackup),
  'too-long-for-glpi': ofKey(isIt('more-pasted', step('copy-again'), NEXT)),
  'copy-unusable': toGlpi(isNot('copy-there', NEXT, step('check-path'))),
  'copy-does-not-fit': toGlpi(isIt('tab-shows-subscription', NEXT, goOnWith('crypt-key-changed'))),
  'right-missing': toGlpi(isNot('may-update', NEXT, step('name-profile'))),
  'glpi-unreachable': toGlpi(isNot('opens-there', NEXT, step('test-connection'))),
  'glpi-sign-in-refused': toGlpi(
    isNot('moved', NEXT, isIt('file-readable', goOnWith('crypt-key-changed'), goOnWith('crypt-key-missing'))),
  ),
  'glpi-api-disabled': toGlpi(isNot('api-enabled', NEXT, step('allow-address'))),
  'glpi-not-found': toGlpi(isNot('same-address', step('correct-glpi'), NEXT)),
  'glpi-not-glpi': toGlpi(isNot('same-address', step('correct-glpi'), NEXT)),
  'glpi-error': toGlpi(isGlpiDown),
  'glpi-database-down': toGlpi(isGlpiDown),
  'glpi-maintenance': toGlpi(isGlpiDown),
  'glpi-update-needed': toGlpi(isGlpiDown),
  'glpi-sessions-unwritable': toGlpi(
    isNot('signs-in', NEXT, isIt('file-readable', step('test-connection'), goOnWith('crypt-key-missing'))),
  ),
  'glpi-web-login': toGlpi(isIt('asks-before', NEXT, step('send-report'))),
  'glpi-header-dropped': toGlpi(isIt('apache', step('pass-in-apache'), step('pass-in-nginx'))),
  'oauth-client-refused': toGlpi(isNot('ticked', NEXT, step('compare-client'))),
  'oauth-scope-missing': toGlpi(isNot('ticked', NEXT, step('test-connection'))),
  'console-as-root': toGlpi(isNot('names-user', NEXT, step('test-connection'))),
  'command-failed': toGlpi(isNot('works-by-hand', NEXT, step('test-connection'))),
  'database-account-refused': toGlpi(isNot('same-database', NEXT, step('allow-account'))),
  'database-tls-required': toGlpi(isNot('tls-enabled', NEXT, step('add-certificate'))),
  'database-unsupported': toGlpi(isIt('is-mariadb', NEXT, step('correct-port'))),
  'key-shared': ofKey(isIt('from-portal', NEXT, step('copy-again'))),
}

/** Where only a run can tell what is the matter. */
const isDiagnosed = isIt('diagnosed', step('read-code'), step('run-diagnosis'))

/** What to ask where the caller's badge is all that is known. */
export const STATE_TREES: Record<State, Branch> = {
  none: isIt('has-key', step('paste-key'), step('no-key-needed')),
  active: isIt('still-closed', step('read-conditions'), step('all-well')),
  expiring: isNot('renewed', step('renew'), step('check-now')),
  ended: goOnWith('subscription-ended'),
  'not-started': goOnWith('subscription-not-started'),
  refused: goOnWith('key-refused'),
  pending: isDiagnosed,
  unconfirmed: isDiagnosed,
  differs: goOnWith('key-differs'),
  broken: isIt('tab-empty', goOnWith('stored-blank'), goOnWith('stored-unreadable')),
  managed: step('platform'),
}

/** What to ask of the first words under the box. */
export const FINDING_TREES: Record<Finding, Branch> = {
  clean: step('paste-key'),
  repaired: step('paste-key'),
  confirm: isIt('from-portal', step('paste-key'), step('copy-again')),
  truncated: goOnWith('key-damaged'),
  altered: goOnWith('key-damaged'),
  masked: goOnWith('key-damaged'),
  'wrong-secret': goOnWith('key-wrong-secret'),
  unfamiliar: isIt('from-portal', step('paste-key'), step('copy-again')),
  empty: isIt('has-key', step('paste-key'), step('no-key-needed')),
}

/** What one of GLPI's own sentences leads to: it has several causes, and a run tells them apart. */
export const SENTENCE_TREE: Question = isDiagnosed

export type Answers = Partial<Record<QuestionCode, Answer>>

/** Where these answers lead; null while a question on the way has none. */
export function leafFor(branch: Branch, answers: Answers): Leaf | null {
  if (branch.is !== 'question') return branch
  const answer = answers[branch.ask]
  return answer === undefined ? null : leafFor(branch[answer], answers)
}

/** The questions on that way, as far as they are answered. */
export function askedIn(branch: Branch, answers: Answers): { ask: QuestionCode; answer: Answer }[] {
  if (branch.is !== 'question') return []
  const { ask } = branch
  const answer = answers[ask]
  return answer === undefined ? [] : [{ ask, answer }, ...askedIn(branch[answer], answers)]
}

/** A cause that is met while GLPI Network gives no answer. */
const UNANSWERED: readonly State[] = ['pending', 'unconfirmed']

/** The badges that a page with this cause can show. */
export function statesWith(cause: CauseCode): State[] {
  const led = STATES.filter((state) => leadsTo(STATE_TREES[state], cause))
  const { click } = CAUSE_TREES[cause]
  const isUnanswered = click === 'run-diagnosis' || cause === 'rate-limited' || cause === 'vendor-error'
  return isUnanswered ? [...led, ...UNANSWERED] : led
}

const leadsTo = (branch: Branch, cause: CauseCode): boolean =>
  branch.is === 'question'
    ? leadsTo(branch.yes, cause) || leadsTo(branch.no, cause)
    : branch.is === 'cause' && branch.cause === cause
