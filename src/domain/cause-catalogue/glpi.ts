import type { Catalogue } from './cause.ts'

/** A GLPI, its storage and its API. */
export const GLPI = {
  'stored-blank': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-blank.title', message: 'GLPI stored an empty value' },
    meaning: /*i18n*/ {
      id: 'cause.stored-blank.meaning',
      message:
        'It could not encrypt the key and saved nothing in its place, without an error. Its file config/glpicrypt.key is missing or unreadable.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-blank.next',
      message:
        'Whoever runs the GLPI server can restore that file from a backup; then save the key again. Without a backup, run security:change_key and enter all of GLPI’s secrets again.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-blank.glpi',
      message:
        'The field is blank after saving, and the console even says “updated”. The log says “You must create a security key”.',
    },
  },
  'stored-unreadable': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-unreadable.title', message: 'GLPI cannot read the key it stored' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unreadable.meaning',
      message: 'A value is there, but the file config/glpicrypt.key does not open it, or GLPI may not read that file.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unreadable.next',
      message: 'Whoever runs the GLPI server can check that PHP may read the file. If it may, save the key again.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unreadable.glpi',
      message: 'GLPI looks unregistered, or sends the encrypted value as the key and shows it as invalid.',
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
        'Save the key again, in GLPI’s own tab or here. Whoever wrote it by a script should send glpinetwork_registration_key as a field of its own, never “context” and “value”.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unencrypted.glpi',
      message: 'The legacy REST API does this when a PUT to Config holds “context”, and answers 200.',
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
        'Whoever runs the GLPI server can restore the file from a backup. Without one, run security:change_key and enter all of GLPI’s secrets again.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-missing.glpi',
      message:
        'GLPI 11 shows this in place of the form. 10.0 leaves the field blank after saving; 9.5 shows a white page when the file is not 32 bytes.',
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
        'Whoever runs the GLPI server can restore the former file and keep the config folder on a volume. If it is lost, save the key again, and GLPI’s other secrets too.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-changed.glpi',
      message: 'GLPI looks unregistered. Its log says “may have been crypted with another key”.',
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
  },
  'right-missing': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.right-missing.title', message: 'The account may not change GLPI’s setup' },
    meaning: /*i18n*/ {
      id: 'cause.right-missing.meaning',
      message: 'Saving a key takes GLPI’s “config” right with UPDATE. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.right-missing.next',
      message:
        'Use an account with that right, or ask a GLPI administrator for it. Out of the box only Super-Admin has it.',
    },
    glpi: /*i18n*/ {
      id: 'cause.right-missing.glpi',
      message: 'With READ alone the tab has no Save button; without either, GLPI shows a refusal page.',
    },
  },
  'glpi-unreachable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-unreachable.title', message: 'This GLPI cannot be reached' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-unreachable.meaning',
      message: 'No usable reply came from its address. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-unreachable.next',
      message: 'Check the address set for this GLPI, and that the server Latchkey runs on may connect to it.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-unreachable.glpi',
      message: 'GLPI’s APIs are at apirest.php, and in GLPI 11 at api.php/v2.1, below its address.',
    },
  },
  'glpi-sign-in-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-sign-in-refused.title', message: 'GLPI refused the sign-in' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.meaning',
      message: 'GLPI answers, but does not accept the account or the token. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.next',
      message: 'Check the account, or the token, and the App-Token if the API client in GLPI asks for one.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.glpi',
      message:
        'The legacy API answers 401 with ERROR_SESSION_TOKEN_INVALID when a session token is not good, or no longer.',
    },
  },
  'glpi-api-disabled': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-api-disabled.title', message: 'GLPI’s API is switched off' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-api-disabled.meaning',
      message: 'GLPI answers, but lets no program in, so Latchkey can neither read nor save there.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-api-disabled.next',
      message:
        'A GLPI administrator can switch the API on in GLPI’s general setup. Until then, save the key in GLPI’s own tab.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-api-disabled.glpi',
      message: 'In GLPI 11 the setting of the newer API is enable_hlapi.',
    },
  },
  'stored-unproven': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.stored-unproven.title', message: 'GLPI said yes, but gave no proof' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unproven.meaning',
      message: 'GLPI accepts a key even when it stores nothing, and Latchkey could not see the stored value change.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unproven.next',
      message: 'Open Setup > General > GLPI Network in GLPI: when the tab shows the subscription, the key is there.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unproven.glpi',
      message: 'GLPI’s APIs never give the key back; a changed encrypted value is the only proof from outside.',
    },
  },
} satisfies Catalogue
