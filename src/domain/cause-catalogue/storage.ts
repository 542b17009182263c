import type { Catalogue } from './cause.ts'

/** The key as a GLPI keeps it. */
export const STORAGE = {
  'stored-blank': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.stored-blank.title', message: 'The value stored in GLPI is empty' },
    meaning: /*i18n*/ {
      id: 'cause.stored-blank.meaning',
      message:
        'Somebody removed the key in GLPI. Or GLPI could not encrypt it and silently saved an empty value, as it does while config/glpicrypt.key is missing or unreadable.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-blank.next',
      message:
        'If you did not remove the key, save it again and let Latchkey verify it. If the value stays empty, a server administrator can restore config/glpicrypt.key from a backup.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-blank.glpi',
      message:
        'The field is empty after saving, although the console says “updated”. The log says “You must create a security key”.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-blank.caller',
      message:
        'Is the file glpicrypt.key in GLPI’s config folder, and can the web server’s user read it? Do not send it to me: its size and owner are enough.',
    },
  },
  'stored-unreadable': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-unreadable.title', message: 'GLPI cannot read the key it stored' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unreadable.meaning',
      message:
        'A value is stored, but not in the form in which GLPI encrypts: it was cut off, changed or not written by GLPI. Or PHP has no permission to read config/glpicrypt.key.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unreadable.next',
      message:
        'A server administrator can check that PHP can read that file. If it can, save the key again in GLPI’s own tab.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unreadable.glpi',
      message: 'GLPI looks unregistered, or sends the encrypted value as the key and shows it as invalid.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-unreadable.caller',
      message:
        'Were GLPI’s files moved or their permissions changed recently? Ask a server administrator whether PHP can read config/glpicrypt.key.',
    },
  },
  'stored-unencrypted': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.stored-unencrypted.title', message: 'The key was stored without encryption' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unencrypted.meaning',
      message:
        'It is stored in plain text in the database. GLPI expects an encrypted value, so it reads no key from it.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unencrypted.next',
      message:
        'Save the key again in GLPI’s own tab. A script that writes it must send glpinetwork_registration_key as a field of its own, never “context” and “value”.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unencrypted.glpi',
      message: 'The legacy REST API does this when a PUT to Config contains “context”, and still answers 200.',
    },
    caller: /*i18n*/ {
      id: 'cause.stored-unencrypted.caller',
      message:
        'Which script or tool wrote the key to GLPI? Save the key again in GLPI’s own tab, so that GLPI encrypts it.',
    },
  },
  'crypt-key-missing': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.crypt-key-missing.title', message: 'GLPI’s encryption file is missing or damaged' },
    meaning: /*i18n*/ {
      id: 'cause.crypt-key-missing.meaning',
      message:
        'The file config/glpicrypt.key must contain 32 bytes that PHP can read. Without it, GLPI stores every secret as an empty value and cannot read any.',
    },
    next: /*i18n*/ {
      id: 'cause.crypt-key-missing.next',
      message:
        'A server administrator can restore the file from a backup or let PHP read it again, and keep the config folder on a volume. Until then, save nothing in GLPI: it would store every secret as an empty value.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-missing.glpi',
      message:
        'GLPI 11 shows this in place of the form and advises security:change_key. With the old file gone, that command destroys every secret GLPI has stored: look for a backup first.',
    },
    caller: /*i18n*/ {
      id: 'cause.crypt-key-missing.caller',
      message:
        'Do you have a backup of GLPI’s config folder from before the problem began? Restore glpicrypt.key from it before anything else is saved in GLPI.',
    },
  },
  'crypt-key-changed': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.crypt-key-changed.title', message: 'GLPI’s encryption file has changed' },
    meaning: /*i18n*/ {
      id: 'cause.crypt-key-changed.meaning',
      message:
        'The key was encrypted with a different config/glpicrypt.key. This happens when an upgrade or a rebuilt container creates a new one.',
    },
    next: /*i18n*/ {
      id: 'cause.crypt-key-changed.next',
      message:
        'A server administrator can restore the previous file from a backup, and keep the config folder on a volume. If it is lost for good, save the key again, and GLPI’s other secrets too.',
    },
    glpi: /*i18n*/ {
      id: 'cause.crypt-key-changed.glpi',
      message: 'GLPI looks unregistered. Its log says “may have been crypted with another key”.',
    },
    caller: /*i18n*/ {
      id: 'cause.crypt-key-changed.caller',
      message:
        'Was GLPI upgraded or moved recently, or its container rebuilt? Look for the previous glpicrypt.key in your backups before anything else is saved in GLPI.',
    },
  },
  'too-long-for-glpi': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.too-long-for-glpi.title', message: 'The key is too long for GLPI to store' },
    meaning: /*i18n*/ {
      id: 'cause.too-long-for-glpi.meaning',
      message: 'GLPI stores about 49,000 characters. Of a key piped to its console, it stores only the first 4,095.',
    },
    next: /*i18n*/ {
      id: 'cause.too-long-for-glpi.next',
      message: 'Check that nothing but the key was pasted. If the key really is that long, save it in GLPI’s own tab.',
    },
    glpi: /*i18n*/ {
      id: 'cause.too-long-for-glpi.glpi',
      message:
        'GLPI answers as if it had saved the key: the tab still holds the old one, and the console says “updated”.',
    },
    caller: /*i18n*/ {
      id: 'cause.too-long-for-glpi.caller',
      message:
        'How many characters does Latchkey count, and was anything pasted along with the key, such as a whole email? Copy the key alone and try again.',
    },
  },
  'stored-unproven': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.stored-unproven.title', message: 'There is no proof that GLPI stored the key' },
    meaning: /*i18n*/ {
      id: 'cause.stored-unproven.meaning',
      message:
        'GLPI reports success even when it stores nothing. Latchkey could not see the stored value, or saw that the old one is still there, as with a read-only database.',
    },
    next: /*i18n*/ {
      id: 'cause.stored-unproven.next',
      message: 'Open Setup > General > GLPI Network in GLPI. If the tab shows the subscription, the key is stored.',
    },
    glpi: /*i18n*/ {
      id: 'cause.stored-unproven.glpi',
      message: 'GLPI’s APIs never return the key. From outside, the only proof is that the encrypted value changed.',
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
        'No copy of config/glpicrypt.key is set for the database connection, or the copy is missing, unreadable, a folder, or not 32 bytes. This says nothing about the file that GLPI uses, unless the path is that of GLPI’s own file.',
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
        'Which path is set for the copy of the encryption file? Is there a 32-byte file at that path on the server Latchkey runs on?',
    },
  },
  'copy-does-not-fit': {
    severity: 'warning',
    title: /*i18n*/ {
      id: 'cause.copy-does-not-fit.title',
      message: 'Latchkey’s copy decrypts nothing that GLPI stored',
    },
    meaning: /*i18n*/ {
      id: 'cause.copy-does-not-fit.meaning',
      message:
        'Latchkey’s copy of config/glpicrypt.key does not decrypt what is stored in this GLPI’s database. Either the copy belongs to another GLPI or is out of date, or GLPI’s own file was replaced. Latchkey cannot tell which.',
    },
    next: /*i18n*/ {
      id: 'cause.copy-does-not-fit.next',
      message:
        'Copy config/glpicrypt.key from this GLPI’s server again. If GLPI cannot read its secrets either, restore its own file from a backup.',
    },
    glpi: /*i18n*/ {
      id: 'cause.copy-does-not-fit.glpi',
      message: 'If GLPI can read its key, Setup > General > GLPI Network shows the subscription.',
    },
    caller: /*i18n*/ {
      id: 'cause.copy-does-not-fit.caller',
      message:
        'Does the GLPI Network tab in GLPI still show the subscription? Then only Latchkey’s copy of the file is out of date.',
    },
  },
} satisfies Catalogue
