import { describe, expect, test } from 'vitest'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { FAULTS } from './table.ts'

const expectations = FAULTS.flatMap(({ name, direct, proxied }) =>
  [direct, proxied].filter((one) => one !== null).map(({ cause, action }) => ({ name, cause, action })),
)

/** Those of a connected GLPI are produced where a GLPI is looked at. */
const OF_GLPI = new Set(CAUSE_CODES.slice(CAUSE_CODES.indexOf('stored-blank')))

test('there are at least 60 distinct faults', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  expect(FAULTS.length).toBeGreaterThanOrEqual(60)
})

describe('faults that ask for different action share no cause', () => {
  test.each([...new Set(expectations.map(({ cause }) => cause))])('%s', (cause) => {
    const asked = new Set(expectations.filter((one) => one.cause === cause).map(({ action }) => action))
    expect([...asked]).toHaveLength(1)
  })
})

test('every cause that is not of a GLPI is produced', () => {
  const produced = new Set<CauseCode>(expectations.map(({ cause }) => cause))
  expect(CAUSE_CODES.filter((code) => !produced.has(code) && !OF_GLPI.has(code))).toEqual([])
})
