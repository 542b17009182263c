import { expect, test, vi } from 'vitest'
import type { Instance } from '#contract/panel.ts'
import { ALL, type Column, type ListView } from './list-view.ts'
import { countStates, createLister, findInstances, shownInstances, sortInstances } from './listed.ts'

const instance = (name: string, seen: Partial<Instance> = {}): Instance => ({
  id: name.toLowerCase(),
  name,
  servicesUrl: 'https://services.glpi-network.com',
  sandbox: false,
  state: 'active',
  daysLeft: 100,
  startsInDays: null,
  warning: { kind: 'none', severity: 'ok', days: 100 },
  checkedAt: '2026-11-25T08:00:00Z',
  cause: null,
  storage: 'none',
  glpi: null,
  ...seen,
})
const glpi = (version: string | null) => ({ glpi: { ways: [], version } })

const TOWNS = [
  instance('Usine 10', { state: 'ended', daysLeft: -3, storage: 'accepted', ...glpi('9.5.13') }),
  instance('Écoles', { isShared: true, state: 'broken', daysLeft: null, storage: 'unreadable', ...glpi('11.0.0-rc1') }),
  instance('Hôpital Sœur-Agnès', { cause: 'tls-untrusted-issuer', storage: 'proven', ...glpi('11.0.0') }),
  instance('Usine 9', { isShared: true, state: 'pending', daysLeft: null, checkedAt: null, ...glpi('10.0.19') }),
  instance('annexe', { state: 'expiring', daysLeft: 13, checkedAt: '2026-11-25T07:00:00Z' }),
]
const ROWS = createLister()(TOWNS, 'fr')

const names = (changes: Partial<ListView>) => {
  const view = { ...ALL, ...changes }
  return shownInstances(findInstances(sortInstances(ROWS, view), view.search), view).map(({ name }) => name)
}

test.each<[Column, string[]]>([
  ['name', ['annexe', 'Écoles', 'Hôpital Sœur-Agnès', 'Usine 9', 'Usine 10']],
  ['version', ['Usine 10', 'Usine 9', 'Écoles', 'Hôpital Sœur-Agnès', 'annexe']],
  ['state', ['Écoles', 'Usine 10', 'annexe', 'Usine 9', 'Hôpital Sœur-Agnès']],
  ['left', ['Usine 10', 'annexe', 'Hôpital Sœur-Agnès', 'Écoles', 'Usine 9']],
  ['storage', ['Écoles', 'Usine 10', 'Hôpital Sœur-Agnès', 'annexe', 'Usine 9']],
  ['checked', ['annexe', 'Écoles', 'Hôpital Sœur-Agnès', 'Usine 10', 'Usine 9']],
])('sorted by %s', (sort, expected) => expect(names({ sort })).toEqual(expected))

test('in reverse order, rows without a value are still last', () => {
  expect(names({ sort: 'left', descending: true })).toEqual([
    'Hôpital Sœur-Agnès',
    'annexe',
    'Usine 10',
    'Écoles',
    'Usine 9',
  ])
  expect(names({ sort: 'version', descending: true }).at(-1)).toBe('annexe')
})

test.each<[string, string[]]>([
  ['hopital', ['Hôpital Sœur-Agnès']],
  ['AGNÈS soeur', ['Hôpital Sœur-Agnès']],
  ['tls-untrusted', ['Hôpital Sœur-Agnès']],
  ['usine 9.5', ['Usine 10']],
  ['glpi-network.com ecoles', ['Écoles']],
  ['  ', ['annexe', 'Écoles', 'Hôpital Sœur-Agnès', 'Usine 9', 'Usine 10']],
  ['usine hopital', []],
])('a search for %j', (search, expected) => expect(names({ search })).toEqual(expected))

test('a search that leaves nothing out gives the same list, so that no row is drawn anew', () => {
  expect(findInstances(ROWS, 'services.glpi')).toBe(ROWS)
})

test('states filter, and are counted', () => {
  expect(names({ states: ['ended', 'pending'] })).toEqual(['Usine 9', 'Usine 10'])
  expect(names({ states: ['ended'], search: 'annexe' })).toEqual([])
  expect(names({ isShared: true })).toEqual(['Écoles', 'Usine 9'])
  expect(names({ isShared: true, states: ['pending', 'ended'] })).toEqual(['Usine 9'])
  expect(countStates(TOWNS)).toEqual({ ended: 1, broken: 1, active: 1, pending: 1, expiring: 1 })
})

test('a list that has changed is in the order of one that is sorted anew', () => {
  const many = Array.from({ length: 300 }, (_, at) => instance(`Town ${(at * 7919) % 1009}`, { daysLeft: at }))
  const list = createLister()
  list(many, 'fr')
  const renamed = [3, 99, 250].map((at) => instance(`Town ${at} bis`))
  const changed = [...many.slice(2, 100), ...renamed, ...many.slice(110), instance('Annexe'), instance('Zoo')]
  expect(list(changed, 'fr')).toEqual(createLister()(changed, 'fr'))
  expect(list(changed, 'sv')).toEqual(createLister()(changed, 'sv'))
})

test('what is the same object is not sorted again', () => {
  const compare = vi.spyOn(Intl.Collator.prototype, 'compare', 'get')
  const list = createLister()
  const many = Array.from({ length: 1000 }, (_, at) => instance(`Town ${at}`))
  let comparisons = 0
  compare.mockReturnValue((one: string, other: string) => {
    comparisons += 1
    return one < other ? -1 : 1
  })
  list(many, 'fr')
  comparisons = 0
  list([...many, instance('Annexe')], 'fr')
  expect(comparisons).toBeLessThanOrEqual(10)
  compare.mockRestore()
})
