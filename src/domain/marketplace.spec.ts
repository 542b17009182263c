import { describe, expect, test } from 'vitest'
import {
  countOpen,
  countStandings,
  placePlugin,
  type MarketplaceAsker,
  type Placed,
  type PluginTerms,
  type PluginVersion,
} from './marketplace.ts'

const version = (number: string, more: Partial<PluginVersion> = {}): PluginVersion => ({
  number,
  isStable: true,
  hasArchive: true,
  ...more,
})
const STABLE = [version('1.2.0')]
const WITHHELD = [version('1.2.0', { hasArchive: false })]
const PAID = ['GN-STANDARD', 'GN-ADVANCED']

const answered = (offer: string | null, running = true): MarketplaceAsker['answer'] => ({
  verdict: running ? 'accepted' : 'ended',
  subscription: { title: 'Standard', running, beginsAt: null, endsAt: null, offer },
})
const asker = (more: Partial<MarketplaceAsker> = {}): MarketplaceAsker => ({
  answer: answered('GN-STANDARD'),
  glpiVersion: '11.0.8',
  isOnCloud: false,
  ...more,
})

type Case = [name: string, PluginTerms, Partial<MarketplaceAsker>, Omit<Placed, 'version'>]
const at = (standing: Placed['standing'], offer: string | null = null) => ({ standing, reason: null, offer })
const unknown = (reason: Placed['reason']) => ({ standing: 'unknown' as const, reason, offer: null })

test.each<Case>([
  ['any key opens it', { versions: STABLE, requiredOffers: [] }, {}, at('free')],
  [
    'an ended key still is a registration',
    { versions: STABLE, requiredOffers: [] },
    { answer: answered('GN-STANDARD', false) },
    at('free'),
  ],
  ['the offer of the key opens it', { versions: STABLE, requiredOffers: PAID }, {}, at('open', 'GN-STANDARD')],
  [
    'another offer would open it, and the lowest is named',
    { versions: WITHHELD, requiredOffers: PAID },
    { answer: answered('GN-BASIC') },
    at('needs-offer', 'GN-STANDARD'),
  ],
  [
    'an offer that has ended opens nothing',
    { versions: STABLE, requiredOffers: PAID },
    { answer: answered('GN-STANDARD', false) },
    at('needs-offer', 'GN-STANDARD'),
  ],
  [
    'a registration without a subscription opens no paid one',
    { versions: STABLE, requiredOffers: PAID },
    { answer: { verdict: 'accepted', subscription: null } },
    at('needs-offer', 'GN-STANDARD'),
  ],
  ['no version is for this GLPI', { versions: [], requiredOffers: [] }, {}, at('no-version')],
  ['no version comes before no offer', { versions: [], requiredOffers: ['GN-ADVANCED'] }, {}, at('no-version')],
  [
    'a prerelease is none for a released GLPI',
    { versions: [version('2.0.0-beta1', { isStable: false })], requiredOffers: [] },
    {},
    at('no-version'),
  ],
  [
    'on Cloud, what is listed and not handed out',
    { versions: WITHHELD, requiredOffers: [] },
    { isOnCloud: true },
    at('not-on-cloud'),
  ],
  [
    'on Cloud, what is handed out',
    { versions: STABLE, requiredOffers: PAID },
    { isOnCloud: true },
    at('open', 'GN-STANDARD'),
  ],
  [
    'elsewhere, what is covered and not handed out',
    { versions: WITHHELD, requiredOffers: [] },
    {},
    unknown('withheld'),
  ],
  [
    'the newest version is not handed out, and an older one is',
    { versions: [version('1.0.0'), version('1.2.0', { hasArchive: false })], requiredOffers: [] },
    {},
    unknown('withheld'),
  ],
  [
    'the newest version is handed out, and an older one is not',
    { versions: [version('1.0.0', { hasArchive: false }), version('1.2.0')], requiredOffers: [] },
    {},
    at('free'),
  ],
  [
    'no version, for a GLPI whose version was not named',
    { versions: [], requiredOffers: [] },
    { glpiVersion: null },
    unknown('glpi-version-unknown'),
  ],
  ['versions that cannot be read', { versions: null, requiredOffers: [] }, {}, unknown('versions-unreadable')],
  [
    'versions that cannot be read, of a GLPI on Cloud',
    { versions: null, requiredOffers: PAID },
    { isOnCloud: true, glpiVersion: null },
    unknown('versions-unreadable'),
  ],
  ['offers that cannot be read', { versions: STABLE, requiredOffers: null }, {}, unknown('offers-unreadable')],
  [
    'a subscription whose offer is not named',
    { versions: STABLE, requiredOffers: PAID },
    { answer: answered(null) },
    unknown('own-offer-unknown'),
  ],
  [
    'a key that nothing is known of',
    { versions: STABLE, requiredOffers: PAID },
    { answer: null },
    unknown('key-unverified'),
  ],
])('%s', (_, terms, more, expected) => {
  expect(placePlugin(terms, asker(more))).toMatchObject(expected)
})

describe('the version that is named', () => {
  const versions = [version('1.9.0'), version('1.10.0'), version('2.0.0-beta1', { isStable: false })]
  test.each([
    ['11.0.8', '1.10.0'],
    ['11.1.0-rc1', '2.0.0-beta1'],
    [null, '1.10.0'],
  ])('for GLPI %s is %s', (glpiVersion, expected) => {
    expect(placePlugin({ versions, requiredOffers: [] }, asker({ glpiVersion })).version).toBe(expected)
  })
})

test('the counts add up', () => {
  const counts = countStandings([
    { standing: 'free' },
    { standing: 'open' },
    { standing: 'free' },
    { standing: 'unknown' },
  ])
  expect(counts).toEqual({ free: 2, open: 1, 'needs-offer': 0, 'no-version': 0, 'not-on-cloud': 0, unknown: 1 })
  expect(countOpen(counts)).toBe(3)
})
