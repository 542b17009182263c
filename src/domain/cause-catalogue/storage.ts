import type { Catalogue } from './cause.ts'

/** The key as a GLPI keeps it. */
export const STORAGE = {
  'stored-blank': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.stored-blank.title', message: 'The value stored in GLPI is empty' },
    meaning: /*i18n*/ {
      id: 'cause.stored-blank.meaning',
      message:
        'Somebody removed the key in GLPI. Or GLPI could not encrypt it and saved nothing in its place, without an error, as it does while its file config/glpicrypt.key is missing or unreadable.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-blank.next',
      message:
        'If you did not remove the key, save it again and let Latchkey verify it. If it stays empty, a server administrator can restore config/glpicrypt.key from a backup.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-blank.glpi',
      message:
        'The field is blank after saving, and the console even says “updated”. The log says “You must create a security key”.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-blank.caller',
      message:
        'Is the file glpicrypt.key in GLPI’s config folder, and may the web server’s user read it? Do not send it to me: its size and its owner are enough.',
    },
  },
  'stored-unreadable': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-unreadable.title', message: 'GLPI cannot read the key it stored' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unreadable.meaning',
      message:
        'A value is there, but not in the form in which GLPI encrypts: it was cut off, changed or written past GLPI. Or PHP may not read the file config/glpicrypt.key.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unreadable.next',
      message:
        'A server administrator can check that PHP may read that file. If it may, save the key again in GLPI’s own tab.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unreadable.glpi',
      message: 'GLPI looks unregistered, or sends the encrypted value as the key and shows it as invalid.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-unreadable.caller',
      message:
        'Were GLPI’s files moved or their rights changed lately? Ask a server administrator whether PHP may read config/glpicrypt.key.',
    },
  },
  'stored-unencrypted': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-unencrypted.title', message: 'The key was stored without encryption' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unencrypted.meaning',
      message: 'It stands in clear in the database, where GLPI expects it encrypted; so GLPI reads it as no key.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unencrypted.next',
      message:
        'Save the key again in GLPI’s own tab. A script that writes it must send glpinetwork_registration_key as a field of its own, never “context” and “value”.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unencrypted.glpi',
      message: 'The legacy REST API does this when a PUT to Config holds “context”, and answers 200.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-unencrypted.caller',
      message:
        'Which script or tool wrote the key into GLPI? Save the key once more in GLPI’s own tab, so that it is encrypted.',
    },
  },
  'crypt-key-missing': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.crypt-key-missing.title', message: 'GLPI’s encryption file is missing or damaged' },
    meaning: /*i18n*/ {
      id: 'cause.crypt-key-missing.meaning',
      message:
        'The file config/glpicrypt.key must hold 32 bytes that PHP can read. Without it GLPI stores every secret empty and reads none.',
    },
    next: /*i18n*/ {
      id: 'cause.crypt-key-missing.next',
      message:
        'A server administrator can restore the file from a backup, or let PHP read it again, and keep the config folder on a volume. Save nothing in GLPI before that: it would store every secret empty.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-missing.glpi',
      message:
        'GLPI 11 shows this in place of the form and advises security:change_key. With the old file gone, that command destroys every secret GLPI has stored: look for a backup first.',
    },
    caller: /*i18n*/ {
      id: 'cause.crypt-key-missing.caller',
      message:
        'Do you have a backup of GLPI’s config folder from a day when all was well? Put glpicrypt.key back from it before anything else is saved in GLPI.',
    },
  },
  'crypt-key-changed': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.crypt-key-changed.title', message: 'GLPI’s encryption file has changed' },
    meaning: /*i18n*/ {
      id: 'cause.crypt-key-changed.meaning',
      message:
        'The key was encrypted with another config/glpicrypt.key, as happens when an upgrade or a rebuilt container makes a new one.',
    },
    next: /*i18n*/ {
      id: 'cause.crypt-key-changed.next',
      message:
        'A server administrator can restore the former file from a backup, and keep the config folder on a volume. If it is lost for good, save the key again, and GLPI’s other secrets too.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-changed.glpi',
      message: 'GLPI looks unregistered. Its log says “may have been crypted with another key”.',
    },
    caller: /*i18n*/ {
      id: 'cause.crypt-key-changed.caller',
      message:
        'Was GLPI upgraded or moved lately, or its container rebuilt? Look for the former glpicrypt.key in your backups before anything else is saved in GLPI.',
    },
  },
  'too-long-for-glpi': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.too-long-for-glpi.title', message: 'The key is longer than GLPI can keep' },
    meaning: /*i18n*/ {
      id: 'cause.too-long-for-glpi.meaning',
      message: 'GLPI holds about 49,000 characters; of a key piped to its console, the first 4,095.',
    },
    next: /*i18n*/ {
      id: 'cause.too-long-for-glpi.next',
      message: 'Check that nothing but the key was pasted. If the key is really that long, save it in GLPI’s own tab.',
    },
    glpi: /*i18n*/ {
      id: 'cause.too-long-for-glpi.glpi',
      message: 'GLPI answers as if it had saved: the tab keeps the old key, the console says “updated”.',
    },
    caller: /*i18n*/ {
      id: 'cause.too-long-for-glpi.caller',
      message:
        'How many characters does Latchkey count, and was anything pasted beside the key, a whole mail for example? Copy the key alone and try again.',
    },
  },
  'stored-unproven': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.stored-unproven.title', message: 'GLPI gives no proof that the key is stored' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unproven.meaning',
      message:
        'GLPI accepts a key even when it stores nothing. Latchkey could not see the stored value, or saw that the old one is still there, as in a database that may only be read from.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unproven.next',
      message: 'Open Setup > General > GLPI Network in GLPI: when the tab shows the subscription, the key is there.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unproven.glpi',
      message: 'GLPI’s APIs never give the key back; a changed encrypted value is the only proof from outside.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-unproven.caller',
      message:
        'Open Setup > General > GLPI Network in GLPI. Does it show the subscription, an empty field or a red message?',
    },
  },
  'copy-unusable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.copy-unusable.title', message: 'Latchkey’s copy of the encryption file is unusable' },
    meaning: /*i18n*/ {
      id: 'cause.copy-unusable.meaning',
      message:
        'No copy of config/glpicrypt.key is set for the database connection, or the one that is set is missing, unreadable, a folder, or not 32 bytes. This says nothing about the file that GLPI uses, unless the path is that of GLPI’s own file.',
    },
    next: /*i18n*/ {
      id: 'cause.copy-unusable.next',
      message:
        'Check the path of the copy on the server Latchkey runs on, or copy the file from GLPI again. The other connection methods need no copy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.copy-unusable.glpi',
      message: 'GLPI is affected only if that path is its own file: config/glpicrypt.key, 32 bytes.',
    },
    caller: /*i18n*/ {
      id: 'cause.copy-unusable.caller',
      message:
        'Which path is set for the copy of the encryption file? Is there a file of 32 bytes at that place on the server Latchkey runs on?',
    },
  },
  'copy-does-not-fit': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.copy-does-not-fit.title', message: 'Latchkey’s copy opens nothing that GLPI stored' },
    meaning: /*i18n*/ {
      id: 'cause.copy-does-not-fit.meaning',
      message:
        'Latchkey’s copy of config/glpicrypt.key does not decrypt what stands in this GLPI’s database. It belongs to another GLPI or is out of date, or else GLPI’s own file was replaced: which of them, cannot be seen from here.',
    },
    next: /*i18n*/ {
      id: 'cause.copy-does-not-fit.next',
      message:
        'Copy config/glpicrypt.key from this GLPI’s server again. If GLPI itself cannot read its secrets either, restore its file from a backup.',
    },
    glpi: /*i18n*/ {
      id: 'cause.copy-does-not-fit.glpi',
      message: 'Setup > General > GLPI Network shows the subscription when GLPI can read its key.',
    },
    caller: /*i18n*/ {
      id: 'cause.copy-does-not-fit.caller',
      message:
        'Does the tab GLPI Network in GLPI still show the subscription? Then only Latchkey’s copy of the file is out of date.',
    },
  },
} satisfies Catalogue
