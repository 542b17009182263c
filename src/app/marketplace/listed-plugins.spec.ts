import { expect, test } from 'vitest'
import type { MarketplacePlugin } from '#contract/marketplace.ts'
import {
  countsToChoose,
  findPlugins,
  havingKeys,
  havingPresence,
  listPlugins,
  shownPlugins,
  sortPlugins,
  type PluginOrder,
  type Presence,
} from './listed-plugins.ts'

const plugin = (name: string, more: Partial<MarketplacePlugin> = {}): MarketplacePlugin => ({
  key: name.toLowerCase().replaceAll(' ', ''),
  name,
  authors: [],
  license: null,
  rating: null,
  downloads: null,
  addedAt: null,
  updatedAt: null,
  summary: null,
  description: null,
  homepage: null,
  version: '1.0.0',
  versions: 1,
  standing: 'free',
  reason: null,
  offer: null,
  ...more,
})

const PLUGINS = listPlugins(
  [
    plugin('Zone map', { downloads: 5, rating: 4.5, addedAt: '2024-01-01T00:00:00.000Z', authors: ['Ann Noël'] }),
    plugin('Éclair', { downloads: 900, updatedAt: '2026-01-01T00:00:00.000Z', summary: 'Fast' }),
    plugin('Form 10', { standing: 'open', rating: 4.5, license: 'MIT' }),
    plugin('Form 9', {
      standing: 'needs-offer',
      updatedAt: '2025-01-01T00:00:00.000Z',
      addedAt: '2025-01-01T00:00:00.000Z',
      offer: { reference: 'GN-ADVANCED', title: 'Advanced' },
    }),
  ],
  'en',
)
const namesOf = (plugins: readonly MarketplacePlugin[]) => plugins.map(({ name }) => name)

test.each<[PluginOrder, string[]]>([
  ['name', ['Éclair', 'Form 9', 'Form 10', 'Zone map']],
  ['name-reversed', ['Zone map', 'Form 10', 'Form 9', 'Éclair']],
  ['downloads', ['Éclair', 'Zone map', 'Form 10', 'Form 9']],
  ['updated', ['Éclair', 'Form 9', 'Zone map', 'Form 10']],
  ['added', ['Form 9', 'Zone map', 'Éclair', 'Form 10']],
  ['rating', ['Zone map', 'Form 10', 'Éclair', 'Form 9']],
])('in the order %s; equals stay as they were listed, and what has no value comes last', (order, expected) => {
  expect(namesOf(shownPlugins(sortPlugins(PLUGINS, order), []))).toEqual(expected)
})

test('names that differ in case or accents alone stay as they were listed, in either order', () => {
  const same = listPlugins([plugin('Éclair'), plugin('b'), plugin('eclair'), plugin('ECLAIR')], 'en')
  const inOrder = (order: PluginOrder) => namesOf(shownPlugins(sortPlugins(same, order), []))
  expect(inOrder('name')).toEqual(['b', 'Éclair', 'eclair', 'ECLAIR'])
  expect(inOrder('name-reversed')).toEqual(['Éclair', 'eclair', 'ECLAIR', 'b'])
})

test.each([
  ['eclair', ['Éclair']],
  ['FORM 1', ['Form 10']],
  ['noel', ['Zone map']],
  ['advanced', ['Form 9']],
  ['mit', ['Form 10']],
  ['zonemap', ['Zone map']],
  ['  ', ['Zone map', 'Éclair', 'Form 10', 'Form 9']],
  ['form eclair', []],
])('a search for %j finds %j', (search, expected) => {
  expect(findPlugins(PLUGINS, search).map(({ plugin: { name } }) => name)).toEqual(expected)
})

test('the standings that are chosen, and how many there are of each', () => {
  expect(namesOf(shownPlugins(PLUGINS, ['open', 'needs-offer']))).toEqual(['Form 10', 'Form 9'])
  expect(countsToChoose(PLUGINS, findPlugins(PLUGINS, 'form'))).toEqual([
    { standing: 'free', count: 0 },
    { standing: 'open', count: 1 },
    { standing: 'needs-offer', count: 1 },
  ])
})

test('the plugins of a tag; keys that are not listed are left out', () => {
  expect(havingKeys(PLUGINS, ['form9', 'zonemap', 'gone']).map(({ plugin: { name } }) => name)).toEqual([
    'Zone map',
    'Form 9',
  ])
})

test.each<[Presence, string[]]>([
  ['any', ['Zone map', 'Éclair', 'Form 10', 'Form 9']],
  ['installed', ['Zone map', 'Form 9']],
  ['update', ['Form 9']],
  ['absent', ['Éclair', 'Form 10']],
])('those whose presence in GLPI is %s', (presence, expected) => {
  const marks = new Map([
    ['zonemap', { version: '1.0.0', isActive: true, update: null }],
    ['form9', { version: '0.9.0', isActive: false, update: '1.0.0' }],
  ])
  expect(namesOf(havingPresence(PLUGINS, presence, marks).map((listed) => listed.plugin))).toEqual(expected)
  expect(havingPresence(PLUGINS, presence, null)).toBe(PLUGINS)
})
