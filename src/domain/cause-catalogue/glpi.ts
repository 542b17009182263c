import type { Catalogue } from './cause.ts'

/** The way into a GLPI: its API, the account, its rights. */
export const GLPI = {
  'right-missing': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.right-missing.title', message: 'The account lacks the right to GLPI’s setup' },
    meaning: /*i18n*/ {
      id: 'cause.right-missing.meaning',
      message:
        'Viewing the setup requires GLPI’s right “config” with READ; saving a key requires it with UPDATE. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.right-missing.next',
      message:
        'Name one of the account’s profiles with that right in the connection, or use another account. By default only Super-Admin may change the setup. The database account needs SELECT, UPDATE and INSERT on glpi_configs.',
    },
    glpi: /*i18n*/ {
      id: 'cause.right-missing.glpi',
      message: 'With READ alone, the tab has no Save button. With neither right, GLPI shows an access-denied page.',
    },
    caller: /*i18n*/ {
      id: 'cause.right-missing.caller',
      message:
        'Which profile does this account have in GLPI? Use one that can read and update the general setup, such as Super-Admin.',
    },
  },
  'glpi-unreachable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-unreachable.title', message: 'This GLPI cannot be reached' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-unreachable.meaning',
      message: 'None of the configured methods could connect to this GLPI. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-unreachable.next',
      message:
        'Check the address set for this GLPI and open it from Latchkey’s server, which must be able to reach it without a proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-unreachable.glpi',
      message: 'GLPI’s APIs are below its address: apirest.php and, in GLPI 11, api.php.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-unreachable.caller',
      message:
        'On the server Latchkey runs on, open the address that is set for your GLPI. Does GLPI’s sign-in page appear?',
    },
  },
  'glpi-sign-in-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-sign-in-refused.title', message: 'GLPI refused the sign-in' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.meaning',
      message:
        'GLPI answers but does not accept the account or the token. GLPI 11 also does so when config/glpicrypt.key was lost or replaced, because tokens are encrypted with it. Nothing was changed.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.next',
      message:
        'Compare the token with the account’s settings in GLPI, or check the password. If it used to work and nobody changed it, check that GLPI 11 was not moved or restored without config/glpicrypt.key. For ssh, check the login.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.glpi',
      message:
        'The legacy API answers 401 to a wrong token, or if it does not allow login with an external token. It answers 400 to a wrong or missing App-Token.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.caller',
      message:
        'Create a new API token in that GLPI account’s settings and enter it in Latchkey, without reading it to me. Does the API client in GLPI require an App-Token too?',
    },
  },
  'glpi-api-disabled': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.glpi-api-disabled.title', message: 'GLPI’s API is closed to this server' },
    meaning: /*i18n*/ {
      id: 'cause.glpi-api-disabled.meaning',
      message:
        'GLPI answers, but its API is disabled, or no active API client allows the address of the server Latchkey runs on.',
    },
    next: /*i18n*/ {
      id: 'cause.glpi-api-disabled.next',
      message:
        'A GLPI administrator can open Setup > General > API. In 10: “Enable Rest API”. In 11: “Enable API” for API v2, “Enable Legacy REST API” for apirest.php. The legacy API also needs an active API client for that address.',
    },
    glpi: /*i18n*/ {
      id: 'cause.glpi-api-disabled.glpi',
      message:
        'The legacy API answers 400 with “API disabled” or ERROR_NOT_ALLOWED_IP. In GLPI 11, the newer API has its own setting, enable_hlapi.',
    },
    caller: /*i18n*/ {
      id: 'cause.glpi-api-disabled.caller',
      message:
        'In GLPI, open Setup > General > API. Is the REST API enabled there, and is an API client active for this server’s address?',
    },
  },
} satisfies Catalogue
