import { expect, test } from 'vitest'
import { decide, decisionPath } from './decision.ts'

test.each([
  ['', 'where'],
  ['?where=own', 'want'],
  ['?where=cloud', 'managed'],
  ['?where=own&want=glpi', 'not-needed'],
  ['?where=own&want=open-source', 'how'],
  ['?where=own&want=open-source&how=by-hand', 'not-needed-by-hand'],
  ['?where=own&want=open-source&how=marketplace', 'free-registration'],
  ['?where=own&want=official', 'official-plugin'],
  ['?where=own&want=third-party', 'seller-decides'],
  ['?where=own&want=subscription', 'subscription-key'],
  ['?want=official', 'where'],
  ['?where=moon', 'where'],
  ['?where=own&want=official&how=by-hand', 'official-plugin'],
])('%s leads to %s', (search, there) => {
  const { question, outcome } = decide(search)
  expect(question ?? outcome).toBe(there)
})

test('the address of the answers given leads to the same place', () => {
  const { given } = decide('?how=by-hand&want=open-source&where=own&left=over')
  expect(decisionPath(given)).toBe('/do-i-need-a-key?where=own&want=open-source&how=by-hand')
  expect(decisionPath([])).toBe('/do-i-need-a-key')
})
