import type { Catalogue } from './cause.ts'

/** This server’s clock against GLPI Network’s. */
export const CLOCK = {
  'clock-ahead': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-ahead.title', message: 'A server’s clock is ahead' },
    meaning: /*i18n*/ {
      id: 'cause.clock-ahead.meaning',
      message:
        'The server Latchkey runs on, or GLPI’s, is ahead of GLPI Network; the comparison of clocks says which. Good certificates can look expired there. Days left are counted by GLPI Network’s clock and stay right.',
    },
    next: /*i18n*/ {
      id: 'cause.clock-ahead.next',
      message:
        'The administrator of that server can switch NTP on, with timedatectl set-ntp true, and set the clock at once, with chronyc makestep where chrony keeps it.',
    },
    glpi: /*i18n*/ {
      id: 'cause.clock-ahead.glpi',
      message: 'GLPI compares no dates itself: a wrong clock shows there as a TLS error only.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-ahead.caller',
      message:
        'What time does the server show, and what time is it on your telephone? Ask the administrator of the server to switch NTP on, then run the diagnosis again.',
    },
  },
  'clock-behind': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-behind.title', message: 'A server’s clock is behind' },
    meaning: /*i18n*/ {
      id: 'cause.clock-behind.meaning',
      message:
        'The server Latchkey runs on, or GLPI’s, is behind GLPI Network; the comparison of clocks says which. Good certificates can look not yet valid there. Days left are counted by GLPI Network’s clock and stay right.',
    },
    next: /*i18n*/ {
      id: 'cause.clock-behind.next',
      message:
        'The administrator of that server can switch NTP on, with timedatectl set-ntp true, and look for what stopped its clock: a virtual machine that was paused, or an empty battery of the mainboard (CMOS).',
    },
    glpi: /*i18n*/ {
      id: 'cause.clock-behind.glpi',
      message: 'GLPI compares no dates itself: a wrong clock shows there as a TLS error only.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-behind.caller',
      message:
        'Was the server paused, restored from a snapshot or without power lately? Ask its administrator to switch NTP on, then run the diagnosis again.',
    },
  },
} satisfies Catalogue
