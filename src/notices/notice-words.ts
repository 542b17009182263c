import type { Words } from '#domain/causes.ts'
import type { WarningKind } from '#domain/warning-kinds.ts'

/** What may be told: the rest is known to the page alone. */
export type ToldKind = Exclude<
  WarningKind,
  'none' | 'vendor-no-answer' | 'glpi-no-answer' | 'unproven' | 'end-unknown' | 'unverified' | 'no-key' | 'managed'
>

/** The next step of each warning. */
export const NEXT_STEPS: Record<ToldKind, Words> = {
  'ends-soon': /*i18n*/ {
    id: 'notice.next.ends-soon',
    message:
      'Renew the subscription before {date}. The key usually stays the same; where you are given another one, paste it on this page',
  },
  ended: /*i18n*/ {
    id: 'notice.next.ended',
    message:
      'Renew the subscription, then check the key again on this page, or paste the new one there. Community GLPI keeps working meanwhile',
  },
  'not-started': /*i18n*/ {
    id: 'notice.next.not-started',
    message:
      'Compare the first day of the subscription with your order. Until that day, the former key may still be needed',
  },
  refused: /*i18n*/ {
    id: 'notice.next.refused',
    message:
      'Open this page and read what GLPI Network answered. Copy the current key of this subscription from your GLPI Network account, and paste it there',
  },
  broken: /*i18n*/ {
    id: 'notice.next.broken',
    message: 'Open this page: it says why GLPI cannot read the key, and how to write it again',
  },
  differs: /*i18n*/ {
    id: 'notice.next.differs',
    message: 'Open this page, and decide which key this GLPI is to have',
  },
  'clock-wrong': /*i18n*/ {
    id: 'notice.next.clock-wrong',
    message: 'Run the diagnosis: it says which clock is wrong. Then let that machine set its clock over the network',
  },
  'vendor-silent': /*i18n*/ {
    id: 'notice.next.vendor-silent',
    message: 'Run the diagnosis: it follows the path to GLPI Network step by step, and names what is in the way',
  },
  'glpi-silent': /*i18n*/ {
    id: 'notice.next.glpi-silent',
    message: 'Check that this GLPI runs, then test its connection in the settings',
  },
}

/** The frame of a message. */
export const MESSAGE_WORDS = {
  // some languages write a blank before the colon
  title: /*i18n*/ { id: 'notice.title', message: '{name}: {sentence}' },
  practice: /*i18n*/ { id: 'notice.practice', message: 'Practice, nothing real' },
  endsOn: /*i18n*/ { id: 'notice.ends-on', message: 'End of the subscription: {date}' },
  endedOn: /*i18n*/ { id: 'notice.ended-on', message: 'The subscription ended on {date}' },
  next: /*i18n*/ { id: 'notice.next', message: 'Next step: {step}' },
  why: /*i18n*/ {
    id: 'notice.why',
    message: 'You receive this because you are a recipient of warnings in Latchkey: {url}',
  },
  digest: /*i18n*/ {
    id: 'notice.digest',
    message:
      '{count, plural, one {# new warning about your GLPI subscriptions} other {# new warnings about your GLPI subscriptions}}',
  },
  fleet: /*i18n*/ {
    id: 'notice.fleet',
    message:
      '{ending, plural, =0 {None of {count} ends} one {# of {count} ends} other {# of {count} end}} within 30 days',
  },
  fleetEnded: /*i18n*/ {
    id: 'notice.fleet-ended',
    message: '{ended, plural, =0 {none has ended} one {# has ended} other {# have ended}}',
  },
  fleetTroubled: /*i18n*/ {
    id: 'notice.fleet-troubled',
    message:
      '{troubled, plural, =0 {none has another problem} one {# has another problem} other {# have another problem}}',
  },
  test: /*i18n*/ { id: 'notice.test', message: 'A test message from Latchkey' },
  testBody: /*i18n*/ {
    id: 'notice.test-body',
    message: 'Messages reach you here. This one says nothing about any GLPI',
  },
  open: /*i18n*/ { id: 'notice.open', message: 'Open the page' },
} satisfies Record<string, Words>

/** Of the calendar. */
export const CALENDAR_WORDS = {
  name: /*i18n*/ { id: 'calendar.name', message: 'GLPI Network subscriptions' },
  ends: /*i18n*/ { id: 'calendar.ends', message: '{name}: the GLPI Network subscription ends' },
  practiceEnds: /*i18n*/ { id: 'calendar.practice-ends', message: '{name}: the practice subscription ends' },
  endsIn: /*i18n*/ {
    id: 'calendar.ends-in',
    message: '{days, plural, =0 {today} one {tomorrow} other {in # days}}',
  },
  hasEnded: /*i18n*/ { id: 'calendar.has-ended', message: '{name}: the GLPI Network subscription has ended' },
  practiceHasEnded: /*i18n*/ {
    id: 'calendar.practice-has-ended',
    message: '{name}: the practice subscription has ended',
  },
  trial: /*i18n*/ {
    id: 'calendar.trial',
    message: 'The trial ends. Afterwards premium plugins and support stop; community GLPI keeps working.',
  },
  renew: /*i18n*/ {
    id: 'calendar.renew',
    message:
      'Renew it before this day; the key usually stays the same. Afterwards premium plugins and support stop; community GLPI keeps working.',
  },
} satisfies Record<string, Words>
