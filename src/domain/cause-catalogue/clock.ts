import type { Catalogue } from './cause.ts'

/** This server’s clock against GLPI Network’s. */
export const CLOCK = {
  'clock-ahead': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-ahead.title', message: 'The clock of this server is ahead' },
    meaning: /*i18n*/ {
      id: 'cause.clock-ahead.meaning',
      message:
        'It is later here than by GLPI Network’s clock. Days left are counted by GLPI Network’s, but good certificates may look expired.',
    },
    next: /*i18n*/ { id: 'cause.clock-ahead.next', message: 'Whoever runs the server can enable NTP.' },
    glpi: /*i18n*/ {
      id: 'cause.clock-ahead.glpi',
      message: 'GLPI compares no dates itself: a wrong clock shows there as a TLS error only.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-ahead.caller',
      message:
        'What time does the server show, and what time is it on your telephone? Ask whoever runs the server to switch NTP on, then run the diagnosis again.',
    },
  },
  'clock-behind': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-behind.title', message: 'The clock of this server is behind' },
    meaning: /*i18n*/ {
      id: 'cause.clock-behind.meaning',
      message:
        'It is earlier here than by GLPI Network’s clock. Days left are counted by GLPI Network’s, but good certificates may look not yet valid.',
    },
    next: /*i18n*/ { id: 'cause.clock-behind.next', message: 'Whoever runs the server can enable NTP.' },
    glpi: /*i18n*/ {
      id: 'cause.clock-behind.glpi',
      message: 'GLPI compares no dates itself: a wrong clock shows there as a TLS error only.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-behind.caller',
      message:
        'Was the server paused, restored from a snapshot or without power lately? Ask whoever runs it to switch NTP on, then run the diagnosis again.',
    },
  },
} satisfies Catalogue
