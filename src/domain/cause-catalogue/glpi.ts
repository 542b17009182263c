import type { Catalogue } from './cause.ts'

/** The way into a GLPI: its API, the account, its rights. */
export const GLPI = {
  'right-missing': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.right-missing.title', message: 'The account lacks the right to GLPI’s setup' },
    meaning: /*i18n*/ {
      id: 'cause.right-missing.meaning',
      message:
        'To see the setup takes GLPI’s right “config” with READ, to save a key takes it with UPDATE. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.right-missing.next',
      message:
        'Use a profile that has that right: name one of the account’s in the connection, or take another account. Out of the box only Super-Admin may change the setup. In the database it takes SELECT, UPDATE and INSERT on glpi_configs.',
    },
    glpi: /*i18n*/ {
      id: 'cause.right-missing.glpi',
      message: 'With READ alone the tab has no Save button; without either, GLPI shows a refusal page.',
    },
    caller: /*i18n*/ {
      id: 'cause.right-missing.caller',
      message:
        'Which profile does this account have in GLPI? Use one that may read and update the general setup, such as Super-Admin.',
    },
  },
  'glpi-unreachable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-unreachable.title', message: 'This GLPI cannot be reached' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-unreachable.meaning',
      message: 'No connection to this GLPI was possible by the configured methods. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-unreachable.next',
      message:
        'Check the address set for this GLPI, and open it from Latchkey’s server, which must reach it without a proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-unreachable.glpi',
      message: 'GLPI’s APIs are at apirest.php, and in GLPI 11 at api.php, below its address.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-unreachable.caller',
      message:
        'On the server Latchkey runs on, open the address that is set for your GLPI. Does GLPI’s sign-in page come back?',
    },
  },
  'glpi-sign-in-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-sign-in-refused.title', message: 'GLPI refused the sign-in' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.meaning',
      message:
        'GLPI answers, but does not accept the account or the token. GLPI 11 answers the same when its file config/glpicrypt.key was lost or replaced, because tokens are encrypted with it. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.next',
      message:
        'Compare the token with the one in the account’s settings in GLPI, or the password. Where it worked before and nobody changed it, check that GLPI 11 was not moved or restored without config/glpicrypt.key. For ssh, check its login.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.glpi',
      message:
        'The legacy API answers 401 to a token that is wrong, or while it allows no login with an external token, and 400 to a wrong or missing App-Token.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.caller',
      message:
        'Make a new API token in the settings of that GLPI account and enter it in Latchkey, without reading it to me. Does the API client in GLPI ask for an App-Token too?',
    },
  },
  'glpi-api-disabled': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-api-disabled.title', message: 'GLPI’s API is closed to this server' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-api-disabled.meaning',
      message:
        'GLPI answers, but its API is switched off, or no API client is active for the address of the server Latchkey runs on.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-api-disabled.next',
      message:
        'A GLPI administrator can open Setup > General > API. In 10: “Enable Rest API”. In 11: “Enable API” for API v2, “Enable Legacy REST API” for apirest.php. The legacy API also needs an active API client for that address.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-api-disabled.glpi',
      message:
        'The legacy API answers 400 with “API disabled” or with ERROR_NOT_ALLOWED_IP. In GLPI 11 the newer API has a setting of its own, enable_hlapi.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-api-disabled.caller',
      message:
        'In GLPI, open Setup > General > API. Is the REST API switched on there, and is an API client active for this server’s address?',
    },
  },
} satisfies Catalogue
