import type { Say } from './language.ts'
import { DATA_WORDS } from './data-words.ts'
import { translateSentence, type SentencePatterns } from './sentence-patterns.ts'

/** The sentences of `SettingsError`: the gateway itself speaks English, where no command line reads them. */
const SETTING_WORDS: SentencePatterns = [
  [
    /^LATCHKEY_DATABASE_URL must be an address/,
    /*i18n*/ {
      id: 'cli.setting.database-url',
      message:
        'LATCHKEY_DATABASE_URL must be an address such as postgres://user:password@host:5432/name, with nothing behind it but sslmode (disable, require, verify-ca, verify-full), connect_timeout and host.',
    },
  ],
  [
    /^LATCHKEY_DATABASE_URL is not set:/,
    /*i18n*/ {
      id: 'cli.setting.database-url-missing',
      message: 'LATCHKEY_DATABASE_URL is not set: name the PostgreSQL database to move to.',
    },
  ],
  [
    /^(?<name>\w+) is "(?<value>.*)"; it must be "on" or "off"\.$/s,
    /*i18n*/ { id: 'cli.setting.switch', message: '{name} is "{value}"; it must be "on" or "off".' },
  ],
  [
    /^(?<name>\w+) is "(?<value>.*)"; it must be a port from 0 to 65535\.$/s,
    /*i18n*/ { id: 'cli.setting.port', message: '{name} is "{value}"; it must be a port from 0 to 65535.' },
  ],
  [
    /^(?<name>\w+) is "(?<value>.*)"; it must be a port from 0 to 65535, or "off"\.$/s,
    /*i18n*/ {
      id: 'cli.setting.port-or-off',
      message: '{name} is "{value}"; it must be a port from 0 to 65535, or "off".',
    },
  ],
  [
    /^(?<name>\w+) is "(?<value>.*)"; it must be an http or https address without login, query or fragment\.$/s,
    /*i18n*/ {
      id: 'cli.setting.address-value',
      message: '{name} is "{value}"; it must be an http or https address without login, query or fragment.',
    },
  ],
  [
    /^(?<name>\w+) must be an http or https address without login, query or fragment\.$/,
    /*i18n*/ {
      id: 'cli.setting.address',
      message: '{name} must be an http or https address without login, query or fragment.',
    },
  ],
  [
    /^LATCHKEY_OIDC_ISSUER must be/,
    /*i18n*/ {
      id: 'cli.setting.oidc-issuer',
      message: 'LATCHKEY_OIDC_ISSUER must be an https address without login, query or fragment.',
    },
  ],
  [
    /^LATCHKEY_OIDC_CLIENT_ID is missing/,
    /*i18n*/ {
      id: 'cli.setting.oidc-client',
      message: 'LATCHKEY_OIDC_CLIENT_ID is missing: it goes with LATCHKEY_OIDC_ISSUER.',
    },
  ],
  [
    /^LATCHKEY_OIDC_ROLES must be pairs/,
    /*i18n*/ {
      id: 'cli.setting.oidc-roles',
      message:
        'LATCHKEY_OIDC_ROLES must be pairs such as admin=it-admins,viewer=* of the roles viewer, support, operator and admin.',
    },
  ],
  [
    /^LATCHKEY_AUDIT_DAYS must be a number of days\D+(?<least>\d+)/,
    /*i18n*/ {
      id: 'cli.setting.audit-days',
      message: 'LATCHKEY_AUDIT_DAYS must be a number of days from {least} to 99999.',
    },
  ],
  [
    /^LATCHKEY_AUDIT_SYSLOG must be an address/,
    /*i18n*/ {
      id: 'cli.setting.audit-syslog',
      message: 'LATCHKEY_AUDIT_SYSLOG must be an address such as tls://syslog.example.org:6514, udp:// or tcp://.',
    },
  ],
  [
    /^LATCHKEY_BASE_PATH must be a path/,
    /*i18n*/ {
      id: 'cli.setting.base-path',
      message: 'LATCHKEY_BASE_PATH must be a path such as /latchkey, of letters, digits and - . _ ~',
    },
  ],
  [
    /^LATCHKEY_HOST lets other machines in, unencrypted:/,
    /*i18n*/ {
      id: 'cli.setting.unencrypted',
      message:
        'LATCHKEY_HOST lets other machines in, unencrypted: set LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY, or LATCHKEY_TRUSTED_PROXY to the address of the proxy in front that has HTTPS, or leave LATCHKEY_HOST at 127.0.0.1.',
    },
  ],
  [
    /^LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together:/,
    /*i18n*/ {
      id: 'cli.setting.tls-one',
      message: 'LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together: one of them is missing.',
    },
  ],
  [
    /^LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are no certificate/,
    /*i18n*/ {
      id: 'cli.setting.tls-pair',
      message: 'LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are no certificate and its private key, both in PEM.',
    },
  ],
  [
    /^The file in (?<name>LATCHKEY_\w+) cannot be read \((?<code>\w+)\)\.$/,
    /*i18n*/ { id: 'cli.setting.tls-file', message: 'The file in {name} cannot be read ({code}).' },
  ],
  [
    /^(?<name>\w+) must be addresses or networks of proxies,/,
    /*i18n*/ {
      id: 'cli.setting.networks',
      message: '{name} must be addresses or networks of proxies, such as 10.0.0.5, 10.1.0.0/16.',
    },
  ],
  [
    /^Latchkey itself runs at (?<url>\S+) already:/,
    /*i18n*/ {
      id: 'cli.setting.port-ours',
      message: 'Latchkey itself runs at {url} already: open it there, or choose another port with LATCHKEY_PORT.',
    },
  ],
  [
    /^The port is taken by another program: choose another with (?<setting>\w+)\.$/,
    /*i18n*/ {
      id: 'cli.setting.port-taken',
      message: 'The port is taken by another program: choose another with {setting}.',
    },
  ],
  [
    /^LATCHKEY_HOST is the name of no address of this machine \((?<code>\w+)\)\.$/,
    /*i18n*/ {
      id: 'cli.setting.host',
      message: 'LATCHKEY_HOST is the name of no address of this machine ({code}).',
    },
  ],
  [
    /^This address cannot be listened on \((?<code>\w+)\): change LATCHKEY_HOST or (?<setting>\w+)\.$/,
    /*i18n*/ {
      id: 'cli.setting.listen',
      message: 'This address cannot be listened on ({code}): change LATCHKEY_HOST or {setting}.',
    },
  ],
  [
    /^There is no Latchkey in (?<folder>.*): set LATCHKEY_DATA to its folder\.$/s,
    /*i18n*/ {
      id: 'cli.setting.no-data',
      message: 'There is no Latchkey in {folder}: set LATCHKEY_DATA to its folder.',
    },
  ],
  [
    /^There is no Latchkey in (?<folder>.*): set LATCHKEY_DATA to its folder, or name a fleet file\.$/s,
    /*i18n*/ {
      id: 'cli.setting.no-data-or-fleet',
      message: 'There is no Latchkey in {folder}: set LATCHKEY_DATA to its folder, or name a fleet file.',
    },
  ],
  [
    /^The encryption key file (?<path>.*) is missing, and saved keys cannot be read without it:/s,
    /*i18n*/ {
      id: 'cli.setting.key-file-missing',
      message:
        'The encryption key file {path} is missing, and saved keys cannot be read without it: put it back from your backup.',
    },
  ],
  [
    /^Others may read the encryption key file (?<path>.*): run chmod 600 on it\.$/s,
    /*i18n*/ {
      id: 'cli.setting.key-file-open',
      message: 'Others may read the encryption key file {path}: run chmod 600 on it.',
    },
  ],
  [
    /^The encryption key file (?<path>.*) has (?<size>\d+) bytes instead of (?<expected>\d+):/s,
    /*i18n*/ {
      id: 'cli.setting.key-file-size',
      message: 'The encryption key file {path} has {size} bytes instead of {expected}: put it back from your backup.',
    },
  ],
  [
    /^The encryption key file (?<path>.*) is not the one that (?<database>.*) was written with:/s,
    /*i18n*/ {
      id: 'cli.setting.key-file-other',
      message:
        'The encryption key file {path} is not the one that {database} was written with: put back the two that belong together.',
    },
  ],
  [
    /^The database (?<database>.*) is (?:missing|empty), and its encryption key file is there:.* move (?<path>.*) away too\.$/s,
    /*i18n*/ {
      id: 'cli.setting.database-lost',
      message:
        'The database {database} is missing or empty, and its encryption key file is there: put the database back from your backup, or, to begin anew without what was saved, move {path} away too.',
    },
  ],
  [
    /^(?<database>.*) is no sound SQLite database:/s,
    /*i18n*/ {
      id: 'cli.setting.database-damaged',
      message: '{database} is no sound SQLite database: put it back from your backup.',
    },
  ],
  [
    /^The database (?<database>\S+) cannot be used: it says (?<what>.*)\.$/s,
    /*i18n*/ {
      id: 'cli.setting.database-refuses',
      message: 'The database {database} cannot be used: it says {what}.',
    },
  ],
  [
    /^The database (?<database>\S+) shows a certificate of an issuer that is not trusted here \((?<code>\w+)\):/,
    /*i18n*/ {
      id: 'cli.setting.database-issuer',
      message:
        'The database {database} shows a certificate of an issuer that is not trusted here ({code}): name the file of its issuer in LATCHKEY_DATABASE_CA.',
    },
  ],
  [
    /^The database (?<database>\S+) shows a certificate that is for other names:/,
    /*i18n*/ {
      id: 'cli.setting.database-name',
      message:
        'The database {database} shows a certificate that is for other names: name it in LATCHKEY_DATABASE_URL as its certificate does.',
    },
  ],
  [
    /^The database (?<database>\S+) holds the data of another Latchkey:/,
    /*i18n*/ {
      id: 'cli.setting.database-of-another',
      message: 'The database {database} holds the data of another Latchkey: name an empty one.',
    },
  ],
  [
    /^With PostgreSQL the encryption key cannot be changed:/,
    /*i18n*/ {
      id: 'cli.setting.no-rotate',
      message:
        'With PostgreSQL the encryption key cannot be changed: every replica has its own copy of it, and could not read what another one encrypted anew.',
    },
  ],
  [
    /^The data is in PostgreSQL: back it up/,
    /*i18n*/ {
      id: 'cli.setting.pg-dump',
      message:
        'The data is in PostgreSQL: back it up and restore it with its own pg_dump and pg_restore, and keep a copy of the encryption key apart from that.',
    },
  ],
  [
    /^(?<database>.*) was written by a newer Latchkey:/s,
    /*i18n*/ {
      id: 'cli.setting.database-newer',
      message: '{database} was written by a newer Latchkey: start that one, or put back a backup of before.',
    },
  ],
]

/** A setting that cannot be used, in the reader's language. */
export const settingInWords = (say: Say, sentence: string): string =>
  translateSentence(say, sentence, [...DATA_WORDS, ...SETTING_WORDS])
