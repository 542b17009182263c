import { expect, test } from 'vitest'
import { postgresFaultOf } from './postgres-fault.ts'

const fault = (code: string, message = code) => Object.assign(new Error(message), { code })

test.each([
  ['53100', 'disk-full', 'so nothing was stored'],
  ['57014', 'storage-failed', 'so nothing was stored'],
  ['40P01', 'storage-failed', 'so nothing was stored'],
  ['25006', 'storage-failed', 'so nothing was stored'],
  ['58030', 'storage-failed', 'so nothing was stored'],
  ['57P01', 'storage-failed', 'it is unknown whether this was stored'],
  ['25P03', 'storage-failed', 'it is unknown whether this was stored'],
  ['ECONNRESET', 'storage-failed', 'it is unknown whether this was stored'],
])('%s is %s', (code, problem, words) => {
  const error = fault(code)
  expect(postgresFaultOf(error, true)).toMatchObject({
    code: problem,
    message: expect.stringContaining(words),
    cause: error,
  })
})

test('other errors are no faults of the database', () => {
  const others = [fault('23505'), fault('42601'), new Error('x'), new TypeError('no function')]
  expect(others.map((error) => postgresFaultOf(error, true))).toEqual([null, null, null, null])
})
