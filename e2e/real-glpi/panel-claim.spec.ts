import { expect, test } from 'vitest'
import type { Statement } from './claim.ts'
import { claimOfPanel } from './panel-claim.ts'

const ASKED_AT = Date.parse('2030-06-01T12:00:00.000Z')
const NOW = '2030-06-01T12:00:01.000Z'
const EARLIER = '2030-06-01T11:00:00.000Z'
const OURS = `sha256:${'a'.repeat(64)}`

const glpi = {
  seenAt: NOW,
  storedSeenAt: NOW,
  readableAt: NOW,
  cause: null,
  older: {},
  cryptKey: 'sound',
  directoryWritable: true,
  rights: { read: true, update: true },
  holdsAnother: false,
}
const view = (more: object) => ({
  key: { fingerprint: OURS },
  storage: 'proven',
  storageCause: null,
  glpi: { ...glpi, ...more },
  unlock: {
    open: true,
    conditions: [
      { id: 'key-present', holds: true },
      { id: 'key-readable', holds: true },
    ],
  },
})

const SHOWN: [string, object, Partial<Statement>][] = [
  ['all of it seen now', {}, { storage: 'proven', readable: true, cryptKey: 'sound', open: true, silent: false }],
  ['a proof of earlier', { readableAt: EARLIER }, { storage: 'proven', readable: null }],
  ['a file seen earlier', { older: { cryptKey: EARLIER } }, { storage: 'proven', cryptKey: null }],
  [
    'nothing seen now, and why',
    { seenAt: EARLIER, storedSeenAt: EARLIER, readableAt: EARLIER, cause: 'glpi-error' },
    { storage: null, readable: null, cryptKey: null, open: null, cause: 'glpi-error', silent: false },
  ],
  [
    'nothing seen now, and not why',
    { seenAt: EARLIER, storedSeenAt: EARLIER, readableAt: EARLIER },
    { storage: null, cause: null, silent: true },
  ],
  ['another key', { holdsAnother: true }, { standing: 'other' }],
]

test.each(SHOWN)('%s', (_, more, expected) => {
  const claim = claimOfPanel('status', { status: 200, text: JSON.stringify(view(more)), askedAt: ASKED_AT })
  expect(claim).toMatchObject({ exit: null, about: OURS, words: 'HTTP 200', notBuilt: false })
  expect(claim.statement).toMatchObject(expected)
})

test('a refusal claims its cause, and a route that is missing is not built', () => {
  const refused = (code: string) => claimOfPanel('prove', { status: 422, text: JSON.stringify({ code }), askedAt: 0 })
  expect(refused('right-missing')).toMatchObject({ statement: { cause: 'right-missing' }, notBuilt: false })
  expect(refused('route-unknown')).toMatchObject({ notBuilt: true })
  const page = claimOfPanel('status', { status: 502, text: '<html>', askedAt: 0 })
  expect(page).toMatchObject({ statement: null, words: 'HTTP 502: <html>' })
})
