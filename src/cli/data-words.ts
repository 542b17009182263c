import type { SentencePatterns } from './sentence-patterns.ts'

/** What is said of a data folder, its disk, its encryption key and its backups. */
export const DATA_WORDS: SentencePatterns = [
  [
    /^Others may write into the data folder (?<folder>.*): run chmod go-w on it\.$/s,
    /*i18n*/ {
      id: 'cli.data.folder-open',
      message: 'Others may write into the data folder {folder}: run chmod go-w on it.',
    },
  ],
  [
    /^(?<path>.*) is a symbolic link: put the file itself there,/s,
    /*i18n*/ {
      id: 'cli.data.link',
      message: '{path} is a symbolic link: put the file itself there, or set LATCHKEY_DATA to its folder.',
    },
  ],
  [/^(?<path>.*) is no file\.$/s, /*i18n*/ { id: 'cli.data.no-file', message: '{path} is no file.' }],
  [
    /^(?<path>.*) belongs to another user:/s,
    /*i18n*/ {
      id: 'cli.data.of-another',
      message: '{path} belongs to another user: start Latchkey as that user, or run chown on it.',
    },
  ],
  [
    /^The disk of the data folder (?<folder>.*) is full \((?<code>\w+)\): make room there\.$/s,
    /*i18n*/ {
      id: 'cli.data.disk-full',
      message: 'The disk of the data folder {folder} is full ({code}): make room there.',
    },
  ],
  [
    /^The data folder (?<folder>.*) cannot be used \((?<code>\w+)\):/s,
    /*i18n*/ {
      id: 'cli.data.folder-unusable',
      message:
        'The data folder {folder} cannot be used ({code}): set LATCHKEY_DATA to a folder that Latchkey may write into.',
    },
  ],
  [
    /^The encryption key file (?<path>.*) is a symbolic link:/s,
    /*i18n*/ {
      id: 'cli.data.key-file-link',
      message: 'The encryption key file {path} is a symbolic link: name the file itself with LATCHKEY_SECRET_FILE.',
    },
  ],
  [
    /^The encryption key file (?<path>.*) cannot be read \((?<code>\w+)\)\.$/s,
    /*i18n*/ { id: 'cli.data.key-file-unreadable', message: 'The encryption key file {path} cannot be read ({code}).' },
  ],
  [
    /^LATCHKEY_SECRET and LATCHKEY_SECRET_FILE are both set:/s,
    /*i18n*/ {
      id: 'cli.data.two-secrets',
      message: 'LATCHKEY_SECRET and LATCHKEY_SECRET_FILE are both set: unset one of them.',
    },
  ],
  [
    /^LATCHKEY_SECRET must be (?<count>\d+) bytes/s,
    /*i18n*/ {
      id: 'cli.data.secret',
      message: 'LATCHKEY_SECRET must be {count} bytes as base64 or as hexadecimal digits.',
    },
  ],
  [
    /^The database (?<path>.*) cannot be used: its disk is full, failed or takes no changes \((?<code>\w+)\)\.$/s,
    /*i18n*/ {
      id: 'cli.data.database-unusable',
      message: 'The database {path} cannot be used: its disk is full, failed or takes no changes ({code}).',
    },
  ],
  [
    /^The disk of the data folder is full, so nothing was stored\.$/s,
    /*i18n*/ { id: 'cli.data.full', message: 'The disk of the data folder is full, so nothing was stored.' },
  ],
  [
    /^The disk of the data folder failed, so it is unknown/s,
    /*i18n*/ {
      id: 'cli.data.failed',
      message: 'The disk of the data folder failed, so it is unknown whether this was stored: read it again.',
    },
  ],
  [
    /^The data folder takes no changes,/s,
    /*i18n*/ { id: 'cli.data.read-only', message: 'The data folder takes no changes, so nothing was stored.' },
  ],
  [
    /^The data folder takes no files,/s,
    /*i18n*/ { id: 'cli.data.no-files', message: 'The data folder takes no files, so nothing was stored.' },
  ],
  [
    /^The disk of the database is full, so nothing was stored\.$/,
    /*i18n*/ { id: 'cli.data.database-full', message: 'The disk of the database is full, so nothing was stored.' },
  ],
  [
    /^The database is too busy,/,
    /*i18n*/ { id: 'cli.data.database-busy', message: 'The database is too busy, so nothing was stored.' },
  ],
  [
    /^The database takes no changes now,/,
    /*i18n*/ {
      id: 'cli.data.database-read-only',
      message: 'The database takes no changes now, so nothing was stored.',
    },
  ],
  [
    /^The database failed,/,
    /*i18n*/ { id: 'cli.data.database-failed', message: 'The database failed, so nothing was stored.' },
  ],
  [
    /^The database does not answer,/,
    /*i18n*/ {
      id: 'cli.data.database-silent',
      message: 'The database does not answer, so it is unknown whether this was stored: read it again.',
    },
  ],
  [
    /^Latchkey runs on the data folder (?<folder>.*) already \(process (?<pid>\w+)\):/s,
    /*i18n*/ {
      id: 'cli.data.held',
      message:
        'Latchkey runs on the data folder {folder} already (process {pid}): stop that one, or set LATCHKEY_DATA to another folder.',
    },
  ],
  [
    /^The passphrase of a backup needs (?<count>\d+) characters/s,
    /*i18n*/ {
      id: 'cli.data.passphrase-short',
      message: 'The passphrase of a backup needs {count} characters or more.',
    },
  ],
  [
    /^(?<path>.*) is cut, altered or no backup of Latchkey:/s,
    /*i18n*/ {
      id: 'cli.data.backup-damaged',
      message: '{path} is cut, altered or no backup of Latchkey: take another one.',
    },
  ],
  [
    /^The passphrase does not open the backup (?<path>.*)\.$/s,
    /*i18n*/ { id: 'cli.data.backup-passphrase', message: 'The passphrase does not open the backup {path}.' },
  ],
  [
    /^(?<path>.*) is there already: name another file,/s,
    /*i18n*/ {
      id: 'cli.data.backup-there',
      message: '{path} is there already: name another file, or add --force to replace it.',
    },
  ],
  [
    /^The backup cannot be written into (?<folder>.*) \((?<code>\w+)\)\.$/s,
    /*i18n*/ { id: 'cli.data.backup-unwritable', message: 'The backup cannot be written into {folder} ({code}).' },
  ],
  [
    /^The backup (?<path>.*) cannot be read \((?<code>\w+)\)\.$/s,
    /*i18n*/ { id: 'cli.data.backup-unreadable', message: 'The backup {path} cannot be read ({code}).' },
  ],
  [
    /^The encryption key of (?<folder>.*) is being changed:/s,
    /*i18n*/ {
      id: 'cli.data.key-changing',
      message: 'The encryption key of {folder} is being changed: try again once that has ended.',
    },
  ],
  [
    /^There is data in (?<folder>.*) already:/s,
    /*i18n*/ {
      id: 'cli.data.data-there',
      message:
        'There is data in {folder} already: name an empty folder with LATCHKEY_DATA, or add --force to put it aside.',
    },
  ],
  [
    /^This backup was made with another key than (?<name>.*): unset that,/s,
    /*i18n*/ {
      id: 'cli.data.backup-other-key',
      message:
        'This backup was made with another key than {name}: unset that, and the key of the backup is put into the data folder.',
    },
  ],
  [
    /^The encryption key comes from (?<name>.*), which Latchkey cannot change:/s,
    /*i18n*/ {
      id: 'cli.data.key-elsewhere',
      message:
        'The encryption key comes from {name}, which Latchkey cannot change: put it into a file, and name that with LATCHKEY_SECRET_FILE.',
    },
  ],
  [
    /^The gateway that runs here \(process (?<pid>\d+)\) reads its encryption key from (?<theirs>.*), not from (?<ours>.*), and would not see/s,
    /*i18n*/ {
      id: 'cli.data.key-of-gateway',
      message:
        'The gateway that runs here (process {pid}) reads its encryption key from {theirs}, not from {ours}, and would not see the new one: stop it first.',
    },
  ],
]
