import { expect, test } from 'vitest'
import { compareInstalled, markInstalled, type InstalledPlugin, type InstalledSummary } from './installed-plugins.ts'

const LISTED = [
  { key: 'fields', name: 'Additional fields', standing: 'free' as const, version: '1.22.0' },
  { key: 'anonymize', name: 'Anonymize', standing: 'open' as const, version: '2.0.0' },
  { key: 'genericobject', name: 'Generic objects', standing: 'needs-offer' as const, version: '3.10.0' },
  { key: 'old', name: 'Old one', standing: 'no-version' as const, version: null },
]
const has = (key: string, version: string): InstalledPlugin => ({ key, version, isActive: true })
const NOTHING = { updates: [], endWithKey: [], notListed: [] }

test.each<[what: string, installed: InstalledPlugin[], summary: InstalledSummary]>([
  ['nothing', [], { ...NOTHING, installed: 0 }],
  ['a free one, up to date', [has('fields', '1.22.0')], { ...NOTHING, installed: 1 }],
  ['one that is ahead of the catalogue', [has('fields', '1.23.0')], { ...NOTHING, installed: 1 }],
  [
    'a free one that has an update',
    [has('fields', '1.9.0')],
    {
      ...NOTHING,
      installed: 1,
      updates: [{ name: 'Additional fields', from: '1.9.0', to: '1.22.0', isOpen: true }],
    },
  ],
  ['a paid one', [has('anonymize', '2.0.0')], { ...NOTHING, installed: 1, endWithKey: ['Anonymize'] }],
  [
    'an update that the key does not open',
    [has('genericobject', '3.9.0')],
    {
      ...NOTHING,
      installed: 1,
      updates: [{ name: 'Generic objects', from: '3.9.0', to: '3.10.0', isOpen: false }],
    },
  ],
  ['no version for this GLPI', [has('old', '1.0.0')], { ...NOTHING, installed: 1 }],
  ['of their own', [has('inhouse', '0.1')], { ...NOTHING, installed: 1, notListed: ['inhouse'] }],
])('%s', (_, installed, summary) => {
  expect(compareInstalled(installed, LISTED)).toEqual(summary)
})

test('marks of those that are listed', () => {
  const installed = [has('fields', '1.9.0'), { ...has('anonymize', '2.0.0'), isActive: false }, has('inhouse', '0.1')]
  expect(markInstalled([...installed, has('old', '1.0.0')], LISTED)).toEqual(
    new Map([
      ['fields', { version: '1.9.0', isActive: true, update: '1.22.0' }],
      ['anonymize', { version: '2.0.0', isActive: false, update: null }],
      ['old', { version: '1.0.0', isActive: true, update: null }],
    ]),
  )
})
