import type { Words } from '#domain/causes.ts'
import type { WarningKind } from '#domain/warning-kinds.ts'
import { STATE_WORDS } from './state-words.ts'

/** Each warning in a sentence. `{days}` is how many are left. */
export const WARNING_WORDS: Record<WarningKind, Words> = {
  none: /*i18n*/ {
    id: 'warning.none',
    message: '{days, plural, one {The subscription runs for # more day} other {The subscription runs for # more days}}',
  },
  'ends-soon': /*i18n*/ {
    id: 'warning.ends-soon',
    message:
      '{days, plural, =0 {The subscription ends today} one {The subscription ends in # day} other {The subscription ends in # days}}',
  },
  ended: /*i18n*/ {
    id: 'warning.ended',
    message: 'The subscription has ended: premium plugins and support have stopped',
  },
  'not-started': STATE_WORDS['not-started'].sentence,
  refused: STATE_WORDS.refused.sentence,
  broken: /*i18n*/ { id: 'warning.broken', message: 'GLPI cannot read the key' },
  differs: /*i18n*/ { id: 'warning.differs', message: 'GLPI does not hold the key that it should' },
  'clock-wrong': /*i18n*/ { id: 'warning.clock-wrong', message: 'A clock is wrong by more than a minute' },
  'vendor-silent': /*i18n*/ {
    id: 'warning.vendor-silent',
    message: 'GLPI Network has not answered about the key for days',
  },
  'glpi-silent': /*i18n*/ {
    id: 'warning.glpi-silent',
    message: 'GLPI has not answered for days, so what it holds is not known',
  },
  'vendor-no-answer': /*i18n*/ { id: 'warning.vendor-no-answer', message: 'GLPI Network does not answer now' },
  'glpi-no-answer': /*i18n*/ {
    id: 'warning.glpi-no-answer',
    message: 'GLPI does not answer now, so what it holds is not known',
  },
  unproven: /*i18n*/ { id: 'warning.unproven', message: 'Nothing proves that GLPI holds the key' },
  'end-unknown': /*i18n*/ {
    id: 'warning.end-unknown',
    message: 'GLPI Network accepts the key, and names no end that can be read',
  },
  unverified: /*i18n*/ { id: 'warning.unverified', message: 'GLPI Network has not answered about the key yet' },
  'no-key': STATE_WORDS.none.sentence,
  managed: STATE_WORDS.managed.sentence,
}
