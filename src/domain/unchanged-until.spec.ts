import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startsInDays } from './expiry.ts'
import type { VendorTime } from './fold-state.ts'
import { unchangedUntil } from './unchanged-until.ts'
import type { Observation, VendorAnswer } from './verdict.ts'
import { stateAndWarning, type KnownOfGlpi, type KnownOfKey } from './warning.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-03-01T12:00:00Z')

const at = (ms: number): string => new Date(ms).toISOString()
const answerOf = (beginsAt: number | null, endsAt: number | null): VendorAnswer => ({
  verdict: 'accepted',
  message: null,
  cause: null,
  owner: null,
  clockOffsetMs: 0,
  subscription: {
    title: null,
    running: true,
    beginsAt: beginsAt === null ? null : at(beginsAt),
    endsAt: endsAt === null ? null : at(endsAt),
    offer: null,
  },
})
const keyOf = (over: Partial<KnownOfKey>): KnownOfKey => ({
  latest: answerOf(null, null),
  answer: null,
  answerAt: null,
  answerVendorAt: null,
  savedAt: null,
  ...over,
})
const time = (now: number, ourNow = now, sure = true): VendorTime => ({ now, ourNow, sure })

test.each<[string, KnownOfKey | null, number | null, { vendor: number; ours: number }]>([
  ['nothing is known', null, null, { vendor: Infinity, ours: Infinity }],
  ['the end', keyOf({ answer: answerOf(null, NOW + 2.5 * DAY) }), null, { vendor: NOW + DAY / 2 + 1, ours: Infinity }],
  [
    'whole days to the end',
    keyOf({ answer: answerOf(null, NOW + 2 * DAY) }),
    null,
    { vendor: NOW + 1, ours: Infinity },
  ],
  [
    'after the end',
    keyOf({ answer: answerOf(null, NOW - DAY / 4) }),
    null,
    { vendor: NOW + 0.75 * DAY + 1, ours: Infinity },
  ],
  ['the start', keyOf({ answer: answerOf(NOW + 2.5 * DAY, null) }), null, { vendor: NOW + DAY / 2, ours: Infinity }],
  [
    'an answer',
    keyOf({ answerVendorAt: NOW - DAY, answerAt: NOW }),
    null,
    { vendor: NOW + 2 * DAY, ours: NOW + 3 * DAY },
  ],
  ['an answer still ahead', keyOf({ answerVendorAt: NOW + 1 }), null, { vendor: NOW, ours: Infinity }],
  ['a key without an answer', keyOf({ savedAt: NOW - DAY }), null, { vendor: Infinity, ours: NOW + 2 * DAY }],
  ['a GLPI', null, NOW - DAY, { vendor: Infinity, ours: NOW + 2 * DAY }],
  ['a GLPI that is silent for long', null, NOW - 4 * DAY, { vendor: Infinity, ours: Infinity }],
])('until when: %s', (_, known, seenAt, until) => {
  expect(unchangedUntil(time(NOW), known, { seenAt })).toEqual(until)
})

const moment = fc.integer({ min: NOW - 5 * DAY, max: NOW + 5 * DAY })
const momentOrNull = fc.option(moment)
const noAnswer: Observation = { verdict: 'no-answer', message: null, cause: 'dns-timeout', retryAfterSeconds: null }

test('until then, all that is shown stays the same', () => {
  const facts = fc.record({
    begin: momentOrNull,
    end: momentOrNull,
    isSilent: fc.boolean(),
    answerAt: momentOrNull,
    answerVendorAt: momentOrNull,
    savedAt: momentOrNull,
    seenAt: momentOrNull,
    sure: fc.boolean(),
    apart: fc.integer({ min: -DAY, max: DAY }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const stays = fc.property(facts, ({ begin, end, isSilent, seenAt, sure, apart, share, ...times }) => {
    const answer = answerOf(begin, end)
    const known = keyOf({ answer, latest: isSilent ? noAnswer : answer, ...times })
    const glpi: KnownOfGlpi = {
      place: { storage: 'accepted', holdsAnother: false, managed: false },
      seenAt,
      inspectionCause: 'glpi-unreachable',
      clockOffsetSeconds: null,
    }
    const shownAt = (later: number) => {
      const then = time(NOW + later, NOW - apart + later, sure)
      const { state, expiry, inDoubt, warning, countedAt } = stateAndWarning(then, known, glpi)
      const answeredAt = times.answerVendorAt ?? times.answerAt
      const checkedAt = answeredAt === null ? null : Math.min(answeredAt, countedAt)
      return { state, expiry, inDoubt, warning, starts: startsInDays(answer.subscription, countedAt), checkedAt }
    }
    const { vendor, ours } = unchangedUntil(time(NOW, NOW - apart), known, glpi)
    const longest = Math.min(vendor - NOW, ours - (NOW - apart), 10 * DAY) - 1
    return longest <= 0 || isDeepStrictEqual(shownAt(Math.floor(longest * share)), shownAt(0))
  })
  expect(fc.check(stays)).toMatchObject({ failed: false })
})
