import { expect, test } from 'vitest'
import { createCatalogueReader, readOffers, readTags, type CataloguePlugin, type Omissions } from './catalogue.ts'

/** As GLPI Network gives one. */
const WIRE = {
  key: 'roomplan',
  name: 'Room plan',
  logo_url: 'https://example.com/logo.png',
  homepage_url: 'https://example.com/roomplan',
  license: 'GPL v2+',
  note: 4.5,
  download_count: 1200,
  date_added: '2024-03-01',
  date_updated: '2026-09-12 10:00:00',
  authors: [
    { id: 1, name: 'Ann' },
    { id: 2, name: 'Bob' },
  ],
  descriptions: [
    { lang: 'en', short_description: 'Rooms on a plan', long_description: '<p>Rooms and <b>desks</b></p>' },
    { lang: 'fr', short_description: 'Salles sur un plan', long_description: 'Salles et bureaux' },
  ],
  versions: [{ num: '1.2.0', download_url: 'https://example.com/a.tgz', stability: 'stable' }],
  required_offers: null,
}

const READ: CataloguePlugin = {
  key: 'roomplan',
  name: 'Room plan',
  authors: ['Ann', 'Bob'],
  license: 'GPL v2+',
  rating: 4.5,
  downloads: 1200,
  addedAt: '2024-03-01T00:00:00.000Z',
  updatedAt: '2026-09-12T10:00:00.000Z',
  summary: 'Rooms on a plan',
  description: 'Rooms and desks',
  homepage: 'https://example.com/roomplan',
  versions: [{ number: '1.2.0', isStable: true, hasArchive: true }],
  requiredOffers: [],
}

function readAll(list: readonly unknown[], language = 'en') {
  const reader = createCatalogueReader({ language, clean: (text) => text })
  reader.take(list)
  return { plugins: reader.plugins(), omissions: reader.omissions() }
}

test('a sound plugin is read whole', () => {
  expect(readAll([WIRE])).toEqual({ plugins: [READ], omissions: {} })
})

test.each([
  ['fr', 'Salles sur un plan'],
  ['de', 'Rooms on a plan'],
])('its description in %s', (language, summary) => {
  expect(readAll([WIRE], language).plugins[0]?.summary).toBe(summary)
})

test('what a description does not say is in the next one', () => {
  const descriptions = [
    { lang: 'en', short_description: 'Rooms', long_description: 'Rooms and desks' },
    { lang: 'fr', short_description: '', long_description: 'Salles et bureaux' },
  ]
  expect(readAll([{ ...WIRE, descriptions }], 'fr').plugins[0]).toMatchObject({
    summary: 'Rooms',
    description: 'Salles et bureaux',
  })
})

test('a description in neither language is better than none', () => {
  const descriptions = [{ lang: 'pl', short_description: 'Pokoje' }]
  expect(readAll([{ ...WIRE, descriptions }]).plugins[0]?.summary).toBe('Pokoje')
})

test.each<[string, object, Partial<CataloguePlugin>, Omissions]>([
  ['numbers as texts', { note: '3.5', download_count: '77' }, { rating: 3.5, downloads: 77 }, {}],
  ['no rating yet', { note: null, download_count: null }, { rating: null, downloads: null }, {}],
  ['a rating of no scale', { note: 99 }, { rating: null }, { 'value-unreadable': 1 }],
  ['a negative count', { download_count: -1 }, { downloads: null }, { 'value-unreadable': 1 }],
  ['a date that is none', { date_added: '31/02/2024' }, { addedAt: null }, { 'date-unreadable': 1 }],
  ['a day that no month has', { date_updated: '2024-02-31' }, { updatedAt: null }, { 'date-unreadable': 1 }],
  ['no name', { name: undefined }, { name: 'roomplan' }, {}],
  ['a name that is none', { name: { en: 'Room plan' } }, { name: 'roomplan' }, { 'value-unreadable': 1 }],
  ['a long name', { name: 'n'.repeat(300) }, { name: `${'n'.repeat(199)}…` }, { 'text-too-long': 1 }],
  [
    '5 MB of text',
    {
      descriptions: [
        { lang: 'en', short_description: 'd'.repeat(5_000_000), long_description: '<p>'.repeat(1_700_000) },
      ],
    },
    { summary: `${'d'.repeat(399)}…`, description: null },
    { 'text-too-long': 2 },
  ],
  [
    'a list of 5,000 versions',
    { versions: Array.from({ length: 5000 }, () => ({ num: '1.0' })) },
    { versions: Array.from({ length: 200 }, () => ({ number: '1.0', isStable: true, hasArchive: false })) },
    { 'text-too-long': 1 },
  ],
  [
    'script in a description',
    { descriptions: [{ lang: 'en', short_description: 'Hi<script>alert(1)</script>' }] },
    { summary: 'Hi', description: null },
    { 'script-removed': 1 },
  ],
  ['authors as texts', { authors: ['Ann'] }, { authors: ['Ann'] }, {}],
  ['authors that are none', { authors: 'Ann' }, { authors: [] }, { 'value-unreadable': 1 }],
  ['an address that acts', { homepage_url: 'javascript:alert(1)' }, { homepage: null }, { 'value-unreadable': 1 }],
  ['an address with a login', { homepage_url: 'https://a@b.example/' }, { homepage: null }, { 'value-unreadable': 1 }],
  ['no version for this GLPI', { versions: [] }, { versions: [] }, {}],
  ['no list of versions', { versions: null }, { versions: null }, { 'value-unreadable': 1 }],
  [
    'versions that do not compare',
    { versions: [{ num: 'latest' }, { num: '2.0', stability: 'beta' }] },
    { versions: [{ number: '2.0', isStable: false, hasArchive: false }] },
    { 'version-unreadable': 1 },
  ],
  ['only such versions', { versions: [{ num: 'latest' }] }, { versions: null }, { 'version-unreadable': 1 }],
  [
    'a version kept back',
    { versions: [{ num: '1.0', download_url: '' }] },
    { versions: [{ number: '1.0', isStable: true, hasArchive: false }] },
    {},
  ],
  ['offers', { required_offers: ['GN-BASIC'] }, { requiredOffers: ['GN-BASIC'] }, {}],
  ['an empty list of offers', { required_offers: [] }, { requiredOffers: [] }, {}],
  ['offers that are no list', { required_offers: 'GN-BASIC' }, { requiredOffers: null }, { 'value-unreadable': 1 }],
  ['offers that are no references', { required_offers: [7] }, { requiredOffers: null }, { 'value-unreadable': 1 }],
])('%s', (_, wire, expected, omissions) => {
  expect(readAll([{ ...WIRE, ...wire }])).toEqual({ plugins: [{ ...READ, ...expected }], omissions })
})

test('what is no plugin, and what was there before, is counted', () => {
  const other = { key: 'other', versions: [] }
  const list = [WIRE, other, { ...WIRE, name: 'Again' }, null, 7, [], {}, { key: '../etc' }, { key: 7 }]
  const { plugins, omissions } = readAll(list)
  expect(plugins.map(({ key, name }) => [key, name])).toEqual([
    ['roomplan', 'Again'],
    ['other', 'other'],
  ])
  expect(omissions).toEqual({ duplicate: 1, 'not-a-plugin': 6 })
})

test('a key alone is a plugin of which nothing else is known', () => {
  expect(readAll([{ key: 'bare' }])).toEqual({
    plugins: [
      {
        ...READ,
        key: 'bare',
        name: 'bare',
        authors: [],
        license: null,
        rating: null,
        downloads: null,
        addedAt: null,
        updatedAt: null,
        summary: null,
        description: null,
        homepage: null,
        versions: null,
      },
    ],
    omissions: { 'value-unreadable': 1 },
  })
})

test('offers by their references, as far as they have a title', () => {
  const list = [
    { offer_reference: 'GN-BASIC', title: 'Basic' },
    { offer_reference: 'GN-GOLD', title: 7 },
    { title: 'Nameless' },
    null,
  ]
  expect(readOffers(list, (text) => text)).toEqual({ 'GN-BASIC': 'Basic' })
})

test('tags, each once, by their key where they have no name', () => {
  const list = [{ key: 'tools', tag: 'Outils' }, { key: 'tools', tag: 'Again' }, { key: 'odd' }, { tag: 'Keyless' }, 7]
  expect(readTags(list, (text) => text)).toEqual([
    { key: 'tools', name: 'Outils' },
    { key: 'odd', name: 'odd' },
  ])
})
