import type { Catalogue } from './cause.ts'

/** The way into a GLPI: its API, the account, its rights. */
export const GLPI = {
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
    caller: /*i18n*/ {
      id: 'cause.right-missing.caller',
      message:
        'Which profile does this account have in GLPI? Use an account that may update the general setup, such as one with the profile Super-Admin.',
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
    caller: /*i18n*/ {
      id: 'cause.glpi-sign-in-refused.caller',
      message:
        'Make a new API token in the settings of that GLPI account and enter it in Latchkey, without reading it to me. Does the API client in GLPI ask for an App-Token too?',
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
    caller: /*i18n*/ {
      id: 'cause.glpi-api-disabled.caller',
      message:
        'In GLPI, open Setup > General > API. Is the REST API switched on there, and is an API client active for this server’s address?',
    },
  },
} satisfies Catalogue
