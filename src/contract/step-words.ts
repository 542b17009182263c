import type { Words } from '#domain/causes.ts'
import type { Clock } from '#domain/clocks.ts'
import type { Outcome, PathState, PhpUserSource, Reason, Route, Stage } from '#domain/diagnosis.ts'
import { SETTING_FAULT_WORDS } from './setting-fault-words.ts'

/** The links of the chain. */
export const STAGE_WORDS: Record<Stage, Words> = {
  text: /*i18n*/ { id: 'step.stage.text', message: 'Key text' },
  machine: /*i18n*/ { id: 'step.stage.machine', message: 'Run a command' },
  php: /*i18n*/ { id: 'step.stage.php', message: 'PHP' },
  resolve: /*i18n*/ { id: 'step.stage.resolve', message: 'Resolve the name' },
  connect: /*i18n*/ { id: 'step.stage.connect', message: 'Connect' },
  proxy: /*i18n*/ { id: 'step.stage.proxy', message: 'Proxy' },
  tls: /*i18n*/ { id: 'step.stage.tls', message: 'Encrypt' },
  http: /*i18n*/ { id: 'step.stage.http', message: 'Ask' },
  json: /*i18n*/ { id: 'step.stage.json', message: 'Read the answer' },
  contract: /*i18n*/ { id: 'step.stage.contract', message: 'Form of the answer' },
  verdict: /*i18n*/ { id: 'step.stage.verdict', message: 'Verdict on the key' },
  large: /*i18n*/ { id: 'step.stage.large', message: 'Large answer' },
  'glpi-reach': /*i18n*/ { id: 'step.stage.glpi-reach', message: 'Reach GLPI' },
  'glpi-sign-in': /*i18n*/ { id: 'step.stage.glpi-sign-in', message: 'Sign in to GLPI' },
  'glpi-right': /*i18n*/ { id: 'step.stage.glpi-right', message: 'Right in GLPI' },
  'glpi-settings': /*i18n*/ { id: 'step.stage.glpi-settings', message: 'GLPI’s settings' },
  'glpi-file': /*i18n*/ { id: 'step.stage.glpi-file', message: 'GLPI’s encryption file' },
  'glpi-stored': /*i18n*/ { id: 'step.stage.glpi-stored', message: 'Key in GLPI' },
  'glpi-copy': /*i18n*/ { id: 'step.stage.glpi-copy', message: 'Latchkey’s copy of the encryption file' },
  directory: /*i18n*/ { id: 'step.stage.directory', message: 'Marketplace folder' },
}

export const ROUTE_WORDS: Record<Route, Words> = {
  used: /*i18n*/ { id: 'step.route.used', message: 'To GLPI Network' },
  direct: /*i18n*/ { id: 'step.route.direct', message: 'Directly, bypassing the proxy' },
  host: /*i18n*/ { id: 'step.route.host', message: 'From GLPI’s own machine' },
  glpi: /*i18n*/ { id: 'step.route.glpi', message: 'To GLPI' },
}

export const OUTCOME_WORDS: Record<Outcome, Words> = {
  passed: /*i18n*/ { id: 'step.outcome.passed', message: 'passed' },
  failed: /*i18n*/ { id: 'step.outcome.failed', message: 'failed' },
  'not-reached': /*i18n*/ { id: 'step.outcome.not-reached', message: 'not reached' },
  'not-needed': /*i18n*/ { id: 'step.outcome.not-needed', message: 'not needed' },
}

/** The fact `reason`. */
export const REASON_WORDS: Record<Reason, Words> = {
  'no-key': /*i18n*/ { id: 'step.reason.no-key', message: 'there is no key to send' },
  'no-proxy': /*i18n*/ { id: 'step.reason.no-proxy', message: 'no proxy is set' },
  'plain-http': /*i18n*/ { id: 'step.reason.plain-http', message: 'the address is plain HTTP' },
  'earlier-failure': /*i18n*/ { id: 'step.reason.earlier-failure', message: 'an earlier step failed' },
  cancelled: /*i18n*/ { id: 'step.reason.cancelled', message: 'cancelled' },
  'out-of-time': /*i18n*/ { id: 'step.reason.out-of-time', message: 'the overall time limit was reached' },
  'rate-limited': /*i18n*/ { id: 'step.reason.rate-limited', message: 'GLPI Network asked for a pause' },
  'key-refused': /*i18n*/ { id: 'step.reason.key-refused', message: 'the key was refused' },
  'no-token': /*i18n*/ { id: 'step.reason.no-token', message: 'there is no token for this GLPI' },
  'nothing-stored': /*i18n*/ { id: 'step.reason.nothing-stored', message: 'no key was ever saved in this GLPI' },
  'no-curl': /*i18n*/ { id: 'step.reason.no-curl', message: 'PHP there has no curl' },
  'proxy-unknown': /*i18n*/ { id: 'step.reason.proxy-unknown', message: 'GLPI’s proxy settings could not be read' },
  'no-key-file': /*i18n*/ {
    id: 'step.reason.no-key-file',
    message: 'cannot be decrypted here without GLPI’s encryption file',
  },
  ...SETTING_FAULT_WORDS,
}

/** The fact `state`. */
export const PATH_STATE_WORDS: Record<PathState, Words> = {
  sound: /*i18n*/ { id: 'step.path-state.sound', message: 'can be used' },
  missing: /*i18n*/ { id: 'step.path-state.missing', message: 'is not there' },
  unreadable: /*i18n*/ { id: 'step.path-state.unreadable', message: 'may not be read' },
  'wrong-length': /*i18n*/ { id: 'step.path-state.wrong-length', message: 'has the wrong length' },
  writable: /*i18n*/ { id: 'step.path-state.writable', message: 'may be written to' },
  'read-only': /*i18n*/ { id: 'step.path-state.read-only', message: 'may not be written to' },
  unknown: /*i18n*/ { id: 'step.path-state.unknown', message: 'whether PHP can use it is unknown' },
  opens: /*i18n*/ { id: 'step.path-state.opens', message: 'decrypts what GLPI itself encrypted' },
  'opens-nothing': /*i18n*/ { id: 'step.path-state.opens-nothing', message: 'decrypts nothing that GLPI encrypted' },
  untried: /*i18n*/ { id: 'step.path-state.untried', message: 'could not be tested on anything that GLPI encrypted' },
}

/** The fact `judged-by`. */
export const PHP_USER_WORDS: Record<PhpUserSource, Words> = {
  files: /*i18n*/ { id: 'step.php-user.files', message: 'owner of files/' },
  'files-part': /*i18n*/ { id: 'step.php-user.files-part', message: 'owner of a folder in files/' },
  process: /*i18n*/ { id: 'step.php-user.process', message: 'user of the web server’s PHP' },
}

export const CLOCK_WORDS: Record<Clock, Words> = {
  gateway: /*i18n*/ { id: 'step.clock.gateway', message: 'This server' },
  browser: /*i18n*/ { id: 'step.clock.browser', message: 'The browser' },
  vendor: /*i18n*/ { id: 'step.clock.vendor', message: 'GLPI Network' },
  proxy: /*i18n*/ { id: 'step.clock.proxy', message: 'The proxy' },
  glpi: /*i18n*/ { id: 'step.clock.glpi', message: 'GLPI' },
}
