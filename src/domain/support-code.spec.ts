import { expect, test } from 'vitest'
import { CAUSE_CODES } from './cause-codes.ts'
import { readSupportCode, supportCodeOf } from './support-code.ts'

test.each([
  ['one cause', { headline: 'tls-expired', others: [] }],
  ['the first and the last of the list', { headline: 'dns-not-found', others: ['stored-unproven'] }],
  ['three causes', { headline: 'clock-ahead', others: ['tls-expired', 'key-refused'] }],
  ['no headline', { headline: null, others: ['connect-timeout', 'database-unsupported'] }],
  ['nothing', { headline: null, others: [] }],
] as const)('%s comes back from its code', (_, { headline, others }) => {
  const code = supportCodeOf({ headline, others: [...others] })
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/)
  expect(readSupportCode(code)).toEqual({ headline, others })
})

test('a code is read in any case, with blanks, and with O and I for 0 and 1', () => {
  const supportCodes = CAUSE_CODES.map((headline) => supportCodeOf({ headline, others: [] }))
  for (const code of supportCodes) {
    const said = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i')
    expect(readSupportCode(said)).toEqual(readSupportCode(code))
  }
})

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')

const PLACES = [0, 1, 2, 3, 4, 5]

/** Every code that differs in one sign, or in two neighbours that changed places. */
function misheard(code: string): string[] {
  const wrong = PLACES.flatMap((at) => SIGNS.map((sign) => code.slice(0, at) + sign + code.slice(at + 1)))
  const swapped = PLACES.map(
    (at) => code.slice(0, at) + code.slice(at + 1, at + 2) + code.slice(at, at + 1) + code.slice(at + 2),
  )
  return [...wrong, ...swapped].filter((changed) => changed !== code)
}

test('one wrong sign, or two that changed places, is found', () => {
  const codes = CAUSE_CODES.map((headline, at) =>
    supportCodeOf({ headline, others: CAUSE_CODES.slice(at + 1, at + 3) }).replace('-', ''),
  )
  expect(codes.flatMap(misheard).filter((code) => readSupportCode(code) !== null)).toEqual([])
})
