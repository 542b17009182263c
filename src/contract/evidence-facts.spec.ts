import { expect, test } from 'vitest'
import type { Facts } from '#domain/diagnosis.ts'
import type { Evidence } from './glpi-snapshot.ts'
import { evidenceOfFacts } from './evidence-facts.ts'

test.each<[string, Facts, Evidence | null]>([
  ['a page', { status: '502', 'page-title': '502 Bad Gateway' }, { status: 502, title: '502 Bad Gateway' }],
  ['a redirect', { status: '301', location: 'https://x.example/' }, { status: 301, location: 'https://x.example/' }],
  ['a sentence', { status: '401', said: 'wrong' }, { status: 401, said: 'wrong' }],
  ['a page with 200', { status: '200', 'page-title': 'Portal' }, { status: 200, title: 'Portal' }],
  ['a status alone', { status: '404' }, { status: 404 }],
  ['an answer as it should be', { status: '200', server: 'nginx' }, null],
  ['no answer', { 'error-code': 'ECONNREFUSED' }, { errorCode: 'ECONNREFUSED' }],
  [
    'a profile',
    { status: '200', profile: 'Self-Service', 'other-profiles': 'Super-Admin' },
    { status: 200, said: 'profile: Self-Service; others: Super-Admin' },
  ],
  ['a profile alone', { profile: 'Self-Service' }, { said: 'profile: Self-Service' }],
  ['what was withheld', { status: 'withheld' }, null],
  ['nothing', {}, null],
])('%s', (_, facts, expected) => expect(evidenceOfFacts(facts)).toEqual(expected))
