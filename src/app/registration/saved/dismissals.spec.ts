import { beforeEach, expect, test, vi } from 'vitest'
import { isWarningDue, LADDER, type Rung } from '#domain/expiry.ts'
import { dismiss, dismissedRung } from './dismissals.ts'

beforeEach(() => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
  })
})

const registration = (rung: Rung, endsAt = '2027-03-01T00:00:00.000Z', instance = 'sandbox') =>
  ({
    instance,
    key: { fingerprint: 'sha256:0', length: 248, savedAt: '2026-03-01T00:00:00.000Z' },
    expiry: { endsAt, daysLeft: 60, trial: false, ladder: LADDER, rung },
  }) satisfies Parameters<typeof dismiss>[0]

const isDue = (shown: Parameters<typeof dismiss>[0]) => isWarningDue(shown.expiry, dismissedRung(shown))

test('a dismissed warning stays away at its rung and comes back at the next', () => {
  dismiss(registration(60))
  expect(isDue(registration(60))).toBe(false)
  expect(isDue(registration(30))).toBe(true)
})

test('a renewal, or another instance, warns anew', () => {
  dismiss(registration(60))
  expect(isDue(registration(60, '2028-03-01T00:00:00.000Z'))).toBe(true)
  expect(isDue(registration(60, undefined, 'annexe'))).toBe(true)
})

test('what cannot be read counts as nothing dismissed', () => {
  localStorage.setItem('latchkey.dismissed', '{"sandbox')
  expect(isDue(registration(60))).toBe(true)
})

test('keeps the latest hundred', () => {
  for (let index = 0; index < 150; index++) dismiss(registration(60, undefined, `i${index}`))
  expect(isDue(registration(60, undefined, 'i0'))).toBe(true)
  expect(isDue(registration(60, undefined, 'i149'))).toBe(false)
})
