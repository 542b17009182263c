import type { Words } from '#domain/causes.ts'

/** Options that several commands have. */
export const OPTION_WORDS = {
  services: /*i18n*/ { id: 'cli.help.services', message: 'the address of GLPI Network, or of a sandbox' },
  json: /*i18n*/ { id: 'cli.help.json', message: 'one JSON object on stdout' },
  jsonLines: /*i18n*/ { id: 'cli.help.json-lines', message: 'one JSON object a line' },
  keyFile: /*i18n*/ { id: 'cli.help.key-file', message: 'read the key from this file instead of stdin' },
  noCheck: /*i18n*/ { id: 'cli.help.no-check', message: 'write without asking GLPI Network first' },
  maxTime: /*i18n*/ {
    id: 'cli.help.max-time',
    message: 'how long it may take in all, for slow lines and machines',
  },
  offline: /*i18n*/ { id: 'cli.help.offline', message: 'do not ask GLPI Network' },
} satisfies Record<string, Words>
