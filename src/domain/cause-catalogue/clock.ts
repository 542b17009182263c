import type { Catalogue } from './cause.ts'

/** This server’s clock against GLPI Network’s. */
export const CLOCK = {
  'clock-ahead': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-ahead.title', message: 'A server’s clock is ahead' },
    meaning: /*i18n*/ {
      id: 'cause.clock-ahead.meaning',
      message:
        'The clock of Latchkey’s server, or of GLPI’s, is ahead of GLPI Network; the clock comparison shows which. Valid certificates can look expired there. Days left follow GLPI Network’s clock, so they stay correct.',
    },
    next: /*i18n*/ {
      id: 'cause.clock-ahead.next',
      message:
        'The administrator of that server can enable NTP with timedatectl set-ntp true. Where chrony is in use, chronyc makestep sets the clock at once.',
    },
    glpi: /*i18n*/ {
      id: 'cause.clock-ahead.glpi',
      message: 'GLPI does not compare clocks: a wrong one shows up there only as a TLS error.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-ahead.caller',
      message:
        'What time does the server show, and what time is it on your phone? Ask the server’s administrator to enable NTP, then run the diagnosis again.',
    },
  },
  'clock-behind': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.clock-behind.title', message: 'A server’s clock is behind' },
    meaning: /*i18n*/ {
      id: 'cause.clock-behind.meaning',
      message:
        'The clock of Latchkey’s server, or of GLPI’s, is behind GLPI Network; the clock comparison shows which. Valid certificates can look not yet valid there. Days left follow GLPI Network’s clock, so they stay correct.',
    },
    next: /*i18n*/ {
      id: 'cause.clock-behind.next',
      message:
        'The administrator of that server can enable NTP with timedatectl set-ntp true and find out why the clock fell behind: a paused virtual machine, or a flat CMOS battery on the mainboard.',
    },
    glpi: /*i18n*/ {
      id: 'cause.clock-behind.glpi',
      message: 'GLPI does not compare clocks: a wrong one shows up there only as a TLS error.',
    },
    caller: /*i18n*/ {
      id: 'cause.clock-behind.caller',
      message:
        'Was the server recently paused, restored from a snapshot or without power? Ask its administrator to enable NTP, then run the diagnosis again.',
    },
  },
} satisfies Catalogue
