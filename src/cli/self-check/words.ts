import type { Words } from '#domain/causes.ts'

/** The checks of `self-check`, in the order in which they are made. */
export const CHECK_NAMES = {
  node: /*i18n*/ { id: 'cli.self-check.node', message: 'Node' },
  user: /*i18n*/ { id: 'cli.self-check.user', message: 'User' },
  settings: /*i18n*/ { id: 'cli.self-check.settings', message: 'Settings' },
  folder: /*i18n*/ { id: 'cli.self-check.folder', message: 'Data folder' },
  key: /*i18n*/ { id: 'cli.self-check.key', message: 'Encryption key' },
  database: /*i18n*/ { id: 'cli.self-check.database', message: 'Database' },
  tls: /*i18n*/ { id: 'cli.self-check.tls', message: 'Certificate' },
  port: /*i18n*/ { id: 'cli.self-check.port', message: 'Port' },
  sandbox: /*i18n*/ { id: 'cli.self-check.sandbox', message: 'Port of the sandbox' },
  vendor: /*i18n*/ { id: 'cli.self-check.vendor', message: 'GLPI Network' },
  clock: /*i18n*/ { id: 'cli.self-check.clock', message: 'Clock' },
} satisfies Record<string, Words>
export type CheckName = keyof typeof CHECK_NAMES

/** The outcome of each check in one sentence. Where something is wrong, it names the next step. */
export const FOUND_WORDS = {
  'node-good': /*i18n*/ { id: 'cli.self-check.node-good', message: 'Node {version} is recent enough.' },
  'node-old': /*i18n*/ {
    id: 'cli.self-check.node-old',
    message: 'Node {version} is too old: install {least} or later.',
  },
  user: /*i18n*/ { id: 'cli.self-check.runs-as', message: 'Checked as {user}.' },
  'user-other': /*i18n*/ {
    id: 'cli.self-check.user-other',
    message:
      'Checked as {user}, and the data folder belongs to {owner}: run this as {owner} to see what the service sees.',
  },
  'settings-good': /*i18n*/ {
    id: 'cli.self-check.settings-good',
    message: 'Settings given: {count}. All of them can be used.',
  },
  'folder-good': /*i18n*/ {
    id: 'cli.self-check.folder-good',
    message: '{folder} is writable, and has {free} MB free.',
  },
  'folder-missing': /*i18n*/ {
    id: 'cli.self-check.folder-missing',
    message: '{folder} is not there yet: the first start makes it.',
  },
  'folder-closed': /*i18n*/ {
    id: 'cli.self-check.folder-closed',
    message: 'This user may not look into {folder}: run this as the user that Latchkey runs as.',
  },
  'disk-low': /*i18n*/ {
    id: 'cli.self-check.disk-low',
    message: 'The disk of {folder} has {free} MB left, and an upgrade may need {needed} MB: make room there.',
  },
  'key-good': /*i18n*/ { id: 'cli.self-check.key-good', message: '{path} fits what is stored.' },
  'key-missing': /*i18n*/ {
    id: 'cli.self-check.key-missing',
    message: '{path} is not there yet: the first start makes it.',
  },
  'database-good': /*i18n*/ {
    id: 'cli.self-check.database-good',
    message: '{path} is of this version.',
  },
  'database-old': /*i18n*/ {
    id: 'cli.self-check.database-old',
    message: '{path} is of an earlier version ({version}): the next start brings it to this one ({latest}).',
  },
  'database-missing': /*i18n*/ {
    id: 'cli.self-check.database-missing',
    message: '{path} is still empty: the first start fills it.',
  },
  'tls-none': /*i18n*/ { id: 'cli.self-check.tls-none', message: 'No certificate is set, and none is needed.' },
  'tls-good': /*i18n*/ { id: 'cli.self-check.tls-good', message: '{path} is valid until {date}.' },
  'tls-ending': /*i18n*/ {
    id: 'cli.self-check.tls-ending',
    message: '{path} ends on {date}: put a new certificate and its key in place. No restart is needed.',
  },
  'tls-ended': /*i18n*/ {
    id: 'cli.self-check.tls-ended',
    message: '{path} ended on {date}: put a new certificate and its key in place. No restart is needed.',
  },
  'tls-not-yet': /*i18n*/ {
    id: 'cli.self-check.tls-not-yet',
    message: '{path} is not valid before {date}: put a certificate in place that is, or set the clock right.',
  },
  'port-free': /*i18n*/ { id: 'cli.self-check.port-free', message: 'Port {port} is free.' },
  'port-any': /*i18n*/ { id: 'cli.self-check.port-any', message: 'The system chooses a free port.' },
  'port-ours': /*i18n*/ {
    id: 'cli.self-check.port-ours',
    message: 'The gateway of this data folder listens on port {port} (process {pid}).',
  },
  'port-taken': /*i18n*/ {
    id: 'cli.self-check.port-taken',
    message: 'Port {port} is taken by {program} (process {pid}): stop that one, or choose another port with {setting}.',
  },
  'sandbox-off': /*i18n*/ { id: 'cli.self-check.sandbox-off', message: 'The sandbox is off.' },
  'vendor-good': /*i18n*/ { id: 'cli.self-check.vendor-good', message: '{address} answers.' },
  'vendor-silent': /*i18n*/ {
    id: 'cli.self-check.vendor-silent',
    message: '{address} has not answered: latchkey doctor --no-key shows every step.',
  },
  'clock-good': /*i18n*/ {
    id: 'cli.self-check.clock-good',
    message: 'It differs from GLPI Network’s by less than a minute.',
  },
  'clock-off': /*i18n*/ {
    id: 'cli.self-check.clock-off',
    message: 'This machine’s clock is off by {span}.',
  },
  'clock-unknown': /*i18n*/ {
    id: 'cli.self-check.clock-unknown',
    message: 'Unknown: GLPI Network did not tell the time.',
  },
} satisfies Record<string, Words>
export type FoundWord = keyof typeof FOUND_WORDS

/** How a line begins. */
export const OUTCOME_MARKS = {
  good: /*i18n*/ { id: 'cli.self-check.ok', message: 'ok' },
  bad: /*i18n*/ { id: 'cli.self-check.not-ok', message: 'NOT OK' },
  unknown: /*i18n*/ { id: 'cli.self-check.unknown', message: 'unknown' },
} satisfies Record<string, Words>
