import type { Words } from '#domain/causes.ts'
import type { Finding, VerdictSource, State, VendorVerdict } from '#domain/verdict.ts'
import type { HistoryEntry } from './history.ts'
import type { Registration } from './panel.ts'

export const STATE_WORDS: Record<State, Words> = {
  none: /*i18n*/ { id: 'report.state.none', message: 'no key' },
  active: /*i18n*/ { id: 'report.state.active', message: 'active' },
  expiring: /*i18n*/ { id: 'report.state.expiring', message: 'expiring' },
  ended: /*i18n*/ { id: 'report.state.ended', message: 'ended' },
  'not-started': /*i18n*/ { id: 'report.state.not-started', message: 'not started' },
  refused: /*i18n*/ { id: 'report.state.refused', message: 'refused' },
  pending: /*i18n*/ { id: 'report.state.pending', message: 'pending' },
  unconfirmed: /*i18n*/ { id: 'report.state.unconfirmed', message: 'unconfirmed' },
  differs: /*i18n*/ { id: 'report.state.differs', message: 'differs: GLPI holds another key' },
  broken: /*i18n*/ { id: 'report.state.broken', message: 'broken' },
  managed: /*i18n*/ { id: 'report.state.managed', message: 'managed' },
}

export const VERDICT_WORDS: Record<VendorVerdict, Words> = {
  accepted: /*i18n*/ { id: 'report.verdict.accepted', message: 'accepted' },
  ended: /*i18n*/ { id: 'report.verdict.ended', message: 'subscription not running' },
  refused: /*i18n*/ { id: 'report.verdict.refused', message: 'refused' },
  'no-answer': /*i18n*/ { id: 'report.verdict.no-answer', message: 'no answer' },
  'not-asked': /*i18n*/ { id: 'report.verdict.not-asked', message: 'not asked' },
}

export const FINDING_WORDS: Record<Finding, Words> = {
  clean: /*i18n*/ { id: 'report.finding.clean', message: 'whole key' },
  repaired: /*i18n*/ { id: 'report.finding.repaired', message: 'whole key, once cleaned' },
  confirm: /*i18n*/ { id: 'report.finding.confirm', message: 'whole key, after a guess' },
  truncated: /*i18n*/ { id: 'report.finding.truncated', message: 'ends too early' },
  altered: /*i18n*/ { id: 'report.finding.altered', message: 'characters were changed' },
  masked: /*i18n*/ { id: 'report.finding.masked', message: 'masked' },
  'wrong-secret': /*i18n*/ { id: 'report.finding.wrong-secret', message: 'another secret' },
  unfamiliar: /*i18n*/ { id: 'report.finding.unfamiliar', message: 'not the shape of a key we know' },
  empty: /*i18n*/ { id: 'report.finding.empty', message: 'nothing' },
}

export const SOURCE_WORDS: Record<VerdictSource, Words> = {
  live: /*i18n*/ { id: 'report.source.live', message: 'live' },
  remembered: /*i18n*/ { id: 'report.source.remembered', message: 'remembered' },
}

export const STORAGE_WORDS: Record<Registration['storage'], Words> = {
  proven: /*i18n*/ { id: 'report.storage.proven', message: 'proven: read back from GLPI' },
  accepted: /*i18n*/ { id: 'report.storage.accepted', message: 'accepted, not proven' },
  blank: /*i18n*/ { id: 'report.storage.blank', message: 'blank' },
  unreadable: /*i18n*/ { id: 'report.storage.unreadable', message: 'unreadable' },
  unknown: /*i18n*/ { id: 'report.storage.unknown', message: 'not known' },
  none: /*i18n*/ { id: 'report.storage.none', message: 'no GLPI is connected' },
}

export const EVENT_WORDS: Record<HistoryEntry['event'], Words> = {
  saved: /*i18n*/ { id: 'report.event.saved', message: 'key saved' },
  replaced: /*i18n*/ { id: 'report.event.replaced', message: 'key replaced' },
  removed: /*i18n*/ { id: 'report.event.removed', message: 'key removed' },
  restored: /*i18n*/ { id: 'report.event.restored', message: 'former key put back' },
  checked: /*i18n*/ { id: 'report.event.checked', message: 'checked' },
}

/** What stands beside the values. */
export const LABEL = {
  title: /*i18n*/ { id: 'report.title', message: 'Latchkey report' },
  'support-code': /*i18n*/ { id: 'report.support-code', message: 'Support code' },
  number: /*i18n*/ { id: 'report.number', message: 'Correlation id' },
  made: /*i18n*/ { id: 'report.made', message: 'Made' },
  instance: /*i18n*/ { id: 'report.instance', message: 'Instance' },
  practice: /*i18n*/ { id: 'report.practice', message: 'sandbox: practice, nothing real' },
  'in-the-way': /*i18n*/ { id: 'report.in-the-way', message: 'What is in the way' },
  nothing: /*i18n*/ { id: 'report.nothing', message: 'Nothing was in the way.' },
  'no-diagnosis': /*i18n*/ { id: 'report.no-diagnosis', message: 'No diagnosis was run before this report was made.' },
  next: /*i18n*/ { id: 'report.next', message: 'Next step' },
  also: /*i18n*/ { id: 'report.also', message: 'Also found' },
  verdict: /*i18n*/ { id: 'report.verdict', message: 'Verdict' },
  state: /*i18n*/ { id: 'report.state', message: 'State' },
  'key-text': /*i18n*/ { id: 'report.key-text', message: 'Key text' },
  fingerprint: /*i18n*/ { id: 'report.fingerprint', message: 'Fingerprint' },
  characters: /*i18n*/ { id: 'report.characters', message: 'Characters' },
  answer: /*i18n*/ { id: 'report.answer', message: 'GLPI Network' },
  message: /*i18n*/ { id: 'report.message', message: 'Its own words' },
  checked: /*i18n*/ { id: 'report.checked', message: 'Checked' },
  tried: /*i18n*/ { id: 'report.tried', message: 'Last tried' },
  'next-check': /*i18n*/ { id: 'report.next-check', message: 'Next check' },
  subscription: /*i18n*/ { id: 'report.subscription', message: 'Subscription' },
  ends: /*i18n*/ { id: 'report.ends', message: 'Ends' },
  'days-left': /*i18n*/ { id: 'report.days-left', message: 'Days left' },
  owner: /*i18n*/ { id: 'report.owner', message: 'Registered by' },
  storage: /*i18n*/ { id: 'report.storage', message: 'In GLPI' },
  chain: /*i18n*/ { id: 'report.chain', message: 'The chain' },
  step: /*i18n*/ { id: 'report.step', message: 'Step' },
  outcome: /*i18n*/ { id: 'report.outcome', message: 'Outcome' },
  time: /*i18n*/ { id: 'report.time', message: 'Time' },
  cause: /*i18n*/ { id: 'report.cause', message: 'Cause' },
  seen: /*i18n*/ { id: 'report.seen', message: 'Seen' },
  annex: /*i18n*/ { id: 'report.annex', message: 'Annex: an earlier diagnosis' },
  'found-then': /*i18n*/ { id: 'report.found-then', message: 'What it found' },
  clocks: /*i18n*/ { id: 'report.clocks', message: 'Clocks' },
  clock: /*i18n*/ { id: 'report.clock', message: 'Clock' },
  offset: /*i18n*/ { id: 'report.offset', message: 'Against this server' },
  standing: /*i18n*/ { id: 'report.standing', message: 'Standing' },
  reference: /*i18n*/ { id: 'report.reference', message: 'the others are compared with it' },
  right: /*i18n*/ { id: 'report.right', message: 'right' },
  wrong: /*i18n*/ { id: 'report.wrong', message: 'wrong' },
  unsettled: /*i18n*/ { id: 'report.unsettled', message: 'unsettled' },
  untrusted: /*i18n*/ { id: 'report.untrusted', message: 'does not count as a witness' },
  jumped: /*i18n*/ { id: 'report.jumped', message: 'it was set while this ran' },
  ahead: /*i18n*/ { id: 'report.ahead', message: 'ahead' },
  behind: /*i18n*/ { id: 'report.behind', message: 'behind' },
  settings: /*i18n*/ { id: 'report.settings', message: 'Settings' },
  services: /*i18n*/ { id: 'report.services', message: 'Address of GLPI Network' },
  proxy: /*i18n*/ { id: 'report.proxy', message: 'Proxy' },
  'proxy-login': /*i18n*/ { id: 'report.proxy-login', message: 'with a login' },
  'proxy-no-login': /*i18n*/ { id: 'report.proxy-no-login', message: 'without a login' },
  'proxy-of-glpi': /*i18n*/ { id: 'report.proxy-of-glpi', message: 'set in GLPI' },
  'proxy-seen-earlier': /*i18n*/ {
    id: 'report.proxy-seen-earlier',
    message: 'set in GLPI, as seen before the latest inspection failed',
  },
  'no-proxy': /*i18n*/ { id: 'report.no-proxy', message: 'none' },
  'glpi-seen': /*i18n*/ { id: 'report.glpi-seen', message: 'seen in GLPI' },
  'glpi-given': /*i18n*/ { id: 'report.glpi-given', message: 'given by a person' },
  'glpi-unknown': /*i18n*/ { id: 'report.glpi-unknown', message: 'version not seen' },
  'glpi-not-connected': /*i18n*/ { id: 'report.glpi-not-connected', message: 'not connected' },
  'instance-id': /*i18n*/ { id: 'report.instance-id', message: 'Instance id' },
  'no-instance-id': /*i18n*/ { id: 'report.no-instance-id', message: 'none was sent' },
  trust: /*i18n*/ { id: 'report.trust', message: 'List of issuers' },
  versions: /*i18n*/ { id: 'report.versions', message: 'Versions' },
  system: /*i18n*/ { id: 'report.system', message: 'System' },
  history: /*i18n*/ { id: 'report.history', message: 'History' },
  when: /*i18n*/ { id: 'report.when', message: 'When' },
  what: /*i18n*/ { id: 'report.what', message: 'What' },
  times: /*i18n*/ { id: 'report.times', message: 'Times' },
} satisfies Record<string, Words>
