import type { Words } from './cause-catalogue/cause.ts'
import type { Clock, ClockJudgement } from './clocks.ts'

export type ClockWords = {
  /** Which clock is wrong, and in which direction. */
  which: Words
  falsifies: Words
  /** How to set it right, the likeliest first. */
  remedies: Words[]
}

type Direction = 'ahead' | 'behind'

/** The words about a clock that is off. By how much is shown beside it. */
export function clockWordsOf({ clock, aheadSeconds }: ClockJudgement): ClockWords {
  const direction: Direction = aheadSeconds > 0 ? 'ahead' : 'behind'
  return {
    which: WHICH[clock][direction],
    falsifies: FALSIFIES[clock][direction],
    remedies: [...(clock === 'vendor' ? [] : reasonsFor(aheadSeconds)), ...REMEDIES[clock]],
  }
}

const HOUR = 3600
const MONTH = 30 * 24 * HOUR

/** Where the difference itself gives its reason away. */
function reasonsFor(aheadSeconds: number): Words[] {
  const apart = Math.abs(aheadSeconds)
  const fromWholeHours = Math.abs(apart - Math.round(apart / HOUR) * HOUR)
  const isZone = apart > HOUR / 2 && apart < 14.5 * HOUR && fromWholeHours < 60
  return [
    ...(isZone ? [ZONE] : []),
    ...(aheadSeconds < -MONTH ? [BATTERY] : []),
    ...(aheadSeconds < 0 && !isZone ? [PAUSED] : []),
  ]
}

const WHICH: Record<Clock, Record<Direction, Words>> = {
  gateway: {
    ahead: /*i18n*/ { id: 'clock.gateway.ahead', message: 'The clock of the server Latchkey runs on is ahead.' },
    behind: /*i18n*/ { id: 'clock.gateway.behind', message: 'The clock of the server Latchkey runs on is behind.' },
  },
  browser: {
    ahead: /*i18n*/ { id: 'clock.browser.ahead', message: 'The clock of the computer with the browser is ahead.' },
    behind: /*i18n*/ { id: 'clock.browser.behind', message: 'The clock of the computer with the browser is behind.' },
  },
  vendor: {
    ahead: /*i18n*/ { id: 'clock.vendor.ahead', message: 'GLPI Network’s clock is ahead of all the others.' },
    behind: /*i18n*/ { id: 'clock.vendor.behind', message: 'GLPI Network’s clock is behind all the others.' },
  },
  proxy: {
    ahead: /*i18n*/ { id: 'clock.proxy.ahead', message: 'The proxy’s clock is ahead.' },
    behind: /*i18n*/ { id: 'clock.proxy.behind', message: 'The proxy’s clock is behind.' },
  },
  glpi: {
    ahead: /*i18n*/ { id: 'clock.glpi.ahead', message: 'The clock of GLPI’s server is ahead.' },
    behind: /*i18n*/ { id: 'clock.glpi.behind', message: 'The clock of GLPI’s server is behind.' },
  },
}

const bothDirections = (words: Words): Record<Direction, Words> => ({ ahead: words, behind: words })

const FALSIFIES: Record<Clock, Record<Direction, Words>> = {
  gateway: {
    ahead: /*i18n*/ {
      id: 'clock.gateway.ahead.falsifies',
      message:
        'Valid certificates can look expired from there. Days left follow GLPI Network’s clock, so they stay correct.',
    },
    behind: /*i18n*/ {
      id: 'clock.gateway.behind.falsifies',
      message:
        'Valid certificates can look not yet valid from there. Days left follow GLPI Network’s clock, so they stay correct.',
    },
  },
  browser: bothDirections(
    /*i18n*/ {
      id: 'clock.browser.falsifies',
      message:
        'Valid certificates can look expired or not yet valid in that browser. Nothing that Latchkey shows depends on this clock.',
    },
  ),
  vendor: bothDirections(
    /*i18n*/ {
      id: 'clock.vendor.falsifies',
      message: 'Days left are counted by this clock, so they are off by the same amount.',
    },
  ),
  proxy: bothDirections(
    /*i18n*/ {
      id: 'clock.proxy.falsifies',
      message: 'Its log shows wrong times, and if it inspects encrypted traffic, it can reject valid certificates.',
    },
  ),
  glpi: {
    ahead: /*i18n*/ {
      id: 'clock.glpi.ahead.falsifies',
      message: 'Valid certificates can look expired to GLPI, which then reports only that the connection failed.',
    },
    behind: /*i18n*/ {
      id: 'clock.glpi.behind.falsifies',
      message: 'Valid certificates can look not yet valid to GLPI, which then reports only that the connection failed.',
    },
  },
}

const ZONE: Words = /*i18n*/ {
  id: 'clock.remedy.zone',
  message:
    'A difference of whole hours comes from a wrong time zone or a hardware clock in local time: timedatectl set-local-rtc 0 keeps the hardware clock in UTC.',
}

const BATTERY: Words = /*i18n*/ {
  id: 'clock.remedy.battery',
  message: 'If the date is far in the past after a power cut, the mainboard’s battery (CMOS) is flat: replace it.',
}

const PAUSED: Words = /*i18n*/ {
  id: 'clock.remedy.paused',
  message:
    'A virtual machine that was paused or restored from a snapshot keeps its old time until NTP or the hypervisor sets it.',
}

const SERVER: Words[] = [
  /*i18n*/ {
    id: 'clock.remedy.ntp',
    message:
      'On Linux, timedatectl shows whether NTP sets the clock, and timedatectl set-ntp true enables it; on Windows, use w32tm /resync.',
  },
  /*i18n*/ {
    id: 'clock.remedy.chrony',
    message: 'With chrony, chronyc tracking shows how far off the clock is, and chronyc makestep sets it at once.',
  },
  /*i18n*/ { id: 'clock.remedy.container', message: 'A container uses its host’s clock: set it there.' },
]

const REMEDIES: Record<Clock, Words[]> = {
  gateway: SERVER,
  glpi: SERVER,
  browser: [
    /*i18n*/ {
      id: 'clock.remedy.computer',
      message: 'Enable automatic date and time in that computer’s settings.',
    },
  ],
  proxy: [/*i18n*/ { id: 'clock.remedy.proxy', message: 'The proxy’s administrator can enable NTP there.' }],
  vendor: [
    /*i18n*/ {
      id: 'clock.remedy.vendor',
      message: 'There is nothing to set here. If this persists, write to GLPI Network’s support.',
    },
  ],
}

/** Where clocks disagree and nothing shows which of them is wrong. */
export const UNSETTLED: Words = /*i18n*/ {
  id: 'clock.unsettled',
  message: 'These clocks disagree, and no other clock shows which of them is wrong. Compare them with a phone’s.',
}
