import { expect, test } from 'vitest'
import { findPlaces, sameTabOf } from './find-places.ts'

const place = (name: string, detail = '') => ({ path: `/${name}`, name, detail })
const PLACES = [
  place('Annexe of the town hall', 'annexe services.glpi-network.com'),
  place('Town hall', 'town-hall services.glpi-network.com'),
  place('École Zola', 'ecole-zola proxy.example'),
  ...Array.from({ length: 12 }, (_, at) => place(`Site ${at}`, `site-${at}`)),
]

test.each<[search: string, found: string[], total: number]>([
  ['town', ['Town hall', 'Annexe of the town hall'], 2],
  ['hall annexe', ['Annexe of the town hall'], 1],
  ['ecole', ['École Zola'], 1],
  ['proxy.example', ['École Zola'], 1],
  ['nowhere', [], 0],
  ['site', ['Site 0', 'Site 1', 'Site 2', 'Site 3', 'Site 4', 'Site 5', 'Site 6', 'Site 7'], 12],
])('%j', (search, names, total) => {
  const { found, total: all } = findPlaces(PLACES, search)
  expect(found.map(({ name }) => name)).toEqual(names)
  expect(all).toBe(total)
})

test.each([
  ['/one/setup/general/history', '/two/setup/general/history'],
  ['/one/setup/general/settings', '/two/setup/general/settings'],
  ['/one/setup/general/glpi-network', '/two/setup/general/glpi-network'],
  ['/instances', '/two/setup/general/glpi-network'],
  ['/causes/tls-failed', '/two/setup/general/glpi-network'],
])('another instance from %s', (from, to) => expect(sameTabOf('two', from)).toBe(to))
