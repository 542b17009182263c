import { expect, test } from 'vitest'
import { CAUSE_CODES } from './cause-codes.ts'
import { pageCodeOf, readSupportCode, spelledOut, supportCodeOf } from './support-code.ts'
import { STORAGES } from './storage.ts'
import { STATES } from './verdict.ts'

test.each([
  ['one cause', { headline: 'tls-expired', others: [] }],
  ['the first and the last of the list', { headline: 'dns-not-found', others: ['stored-unproven'] }],
  ['three causes', { headline: 'clock-ahead', others: ['tls-expired', 'key-refused'] }],
  ['no headline', { headline: null, others: ['connect-timeout', 'database-unsupported'] }],
  ['nothing', { headline: null, others: [] }],
] as const)('%s comes back from the code of a run', (_, { headline, others }) => {
  const code = supportCodeOf({ headline, others: [...others] })
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/)
  expect(readSupportCode(code)).toEqual({ headline, others, page: null, isNewer: false })
})

const FACTS = { state: 'active', storage: 'none', isPractice: false, version: '0.1.0' } as const
const NOTHING = { headline: null, others: [] }

test.each([
  ['a healthy page', NOTHING, FACTS],
  ['a cause', { headline: 'reply-timeout', others: [] }, { ...FACTS, state: 'pending', storage: 'proven' }],
  [
    'the last of each list',
    { headline: 'database-unsupported', others: ['database-unsupported'] },
    { ...FACTS, state: 'managed' },
  ],
  ['practice', { headline: 'key-refused', others: ['clock-ahead'] }, { ...FACTS, isPractice: true }],
  ['a later version', NOTHING, { ...FACTS, version: '15.62.63' }],
] as const)('%s comes back from the code of a page', (_, conclusion, facts) => {
  const code = pageCodeOf({ ...conclusion, others: [...conclusion.others] }, facts)
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/)
  expect(readSupportCode(code)).toEqual({ ...conclusion, page: facts, isNewer: false })
})

// they stand in tickets: what was read out once keeps its meaning
test.each([
  ['1C0-01V', { headline: 'tls-wrong-host' }],
  ['000-000', { headline: null }],
  ['GEW-BQ2-CSR', { headline: null, page: { state: 'active', storage: 'none', version: '0.1.0' } }],
])('the code %s keeps its meaning', (code, content) => {
  expect(readSupportCode(code)).toMatchObject(content)
})

test.each(STATES.flatMap((state) => STORAGES.map((storage) => [state, storage] as const)))(
  'state %s with storage %s',
  (state, storage) => {
    expect(readSupportCode(pageCodeOf(NOTHING, { ...FACTS, state, storage }))?.page).toEqual({
      ...FACTS,
      state,
      storage,
    })
  },
)

test.each([['16.0.0'], ['0.64.0'], ['0.1.64'], ['next'], [null]])(
  'version %s does not fit and is unknown',
  (version) => {
    expect(readSupportCode(pageCodeOf(NOTHING, { ...FACTS, version }))?.page?.version).toBeNull()
  },
)

test('a cause of a newer Latchkey is not taken for none', () => {
  // its cause is the 200th
  expect(readSupportCode('S00-008')).toMatchObject({ headline: null, isNewer: true })
})

test('a code is read in any case, with blanks, and with O and I for 0 and 1', () => {
  const supportCodes = CAUSE_CODES.flatMap((headline) => [
    supportCodeOf({ headline, others: [] }),
    pageCodeOf({ headline, others: [] }, FACTS),
  ])
  for (const code of supportCodes) {
    const said = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i')
    expect(readSupportCode(said)).toEqual(readSupportCode(code))
  }
})

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')

/** Every code that differs in one sign, or in two that changed places, neighbours or not. */
function misheard(code: string): string[] {
  const places = code.split('').map((_, at) => at)
  const wrong = places.flatMap((at) => SIGNS.map((sign) => code.slice(0, at) + sign + code.slice(at + 1)))
  const swapped = places.flatMap((one) =>
    places.slice(one + 1).map((other) => {
      const signs = code.split('')
      ;[signs[one], signs[other]] = [signs[other] ?? '', signs[one] ?? '']
      return signs.join('')
    }),
  )
  return [...wrong, ...swapped].filter((changed) => changed !== code)
}

test('one wrong sign, or any two that changed places, is found', () => {
  const conclusions = CAUSE_CODES.map((headline, at) => ({ headline, others: CAUSE_CODES.slice(at + 1, at + 3) }))
  const codes = conclusions.map((conclusion) => pageCodeOf(conclusion, FACTS).replaceAll('-', ''))
  expect(codes.flatMap(misheard).filter((code) => readSupportCode(code) !== null)).toEqual([])
})

test('in the code of a run, one wrong sign or two neighbours that changed places', () => {
  const codes = CAUSE_CODES.map((headline, at) =>
    supportCodeOf({ headline, others: CAUSE_CODES.slice(at + 1, at + 3) }).replace('-', ''),
  )
  const neighbours = (code: string) =>
    [0, 1, 2, 3, 4].map((at) => code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2))
  const wrong = (code: string) =>
    [0, 1, 2, 3, 4, 5].flatMap((at) => SIGNS.map((sign) => code.slice(0, at) + sign + code.slice(at + 1)))
  const read = codes.flatMap((code) =>
    [...neighbours(code), ...wrong(code)].filter((changed) => changed !== code && readSupportCode(changed) !== null),
  )
  expect(read).toEqual([])
})

test.each([
  ['', null],
  ['K7F', null],
  ['K7F-3A8', null],
  ['Dear Sir or Madam', null],
])('%s is no code', (text, content) => {
  expect(readSupportCode(text)).toBe(content)
})

test('a code is spelled for the telephone', () => {
  expect(spelledOut('K7F-3A9-X0Z')).toEqual(['Kilo 7 Foxtrot', '3 Alfa 9', 'X-ray 0 Zulu'])
})
