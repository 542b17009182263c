import type { Words } from '#domain/causes.ts'

/** The lines of `backup`, `restore`, `rotate` and `move`. */
export const CARE_WORDS = {
  askPassphrase: /*i18n*/ { id: 'cli.care.ask-passphrase', message: 'Passphrase of the backup: ' },
  askAgain: /*i18n*/ { id: 'cli.care.ask-again', message: 'The same once more: ' },
  notTheSame: /*i18n*/ { id: 'cli.care.not-the-same', message: 'The two passphrases differ.' },
  backedUp: /*i18n*/ {
    id: 'cli.care.backed-up',
    message:
      'The database and its key are in {path}, encrypted ({size} bytes). Whoever has it and the passphrase can read every saved key: keep the two apart.',
  },
  restored: /*i18n*/ {
    id: 'cli.care.restored',
    message: 'The data is in {folder}: start Latchkey with it.',
  },
  putAside: /*i18n*/ { id: 'cli.care.put-aside', message: 'What was there is now {path}' },
  rotated: /*i18n*/ {
    id: 'cli.care.rotated',
    message: 'A new encryption key is in {path}, and {sealed} secrets are encrypted with it. Make a new backup.',
  },
  unreadable: /*i18n*/ {
    id: 'cli.care.unreadable',
    message: '{count} secrets could not be decrypted before, and still cannot: enter them again.',
  },
  moved: /*i18n*/ {
    id: 'cli.care.moved',
    message:
      'All data ({rows} rows) is in {database} now. Start Latchkey with the same settings and the same encryption key; the SQLite file stays as it was.',
  },
  movedBefore: /*i18n*/ {
    id: 'cli.care.moved-before',
    message: 'All data was in {database} already, so nothing was copied.',
  },
} satisfies Record<string, Words>
