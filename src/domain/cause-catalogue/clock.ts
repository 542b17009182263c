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
  },
} satisfies Catalogue
