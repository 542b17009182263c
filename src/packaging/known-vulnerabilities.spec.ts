import { expect, test } from 'vitest'
import { vulnerabilitiesIn } from './known-vulnerabilities.ts'
import type { ShippedPackage } from './shipped-packages.ts'

const hono: ShippedPackage = {
  name: 'hono',
  version: '1.0.0',
  folder: 'node_modules/hono',
  license: 'MIT',
  integrity: undefined,
  how: 'bundled',
}
const advisory = (severity: string) => ({ title: 'Reads too far', url: 'https://advisories.example/1', severity })
const audited = (name: string, nodes: string[], ...via: (string | ReturnType<typeof advisory>)[]) => ({
  vulnerabilities: { [name]: { name, nodes, via } },
})
const sentence = (severity: string) => `hono: Reads too far (${severity}), https://advisories.example/1`

test.each([
  ['info', false],
  ['low', false],
  ['moderate', true],
  ['high', true],
  ['critical', true],
])('a vulnerability of severity %s in what is bundled stops a release: %s', (severity, stops) => {
  expect(vulnerabilitiesIn(audited('hono', ['node_modules/hono'], advisory(severity)), [hono])).toEqual([
    { sentence: sentence(severity), stops },
  ])
})

test('what is not shipped does not matter, even another version of what is', () => {
  const reply = audited('hono', ['node_modules/oidc-provider/node_modules/hono'], advisory('critical'))
  expect(vulnerabilitiesIn(reply, [hono])).toEqual([])
})

test('a package is not blamed for one that it needs', () => {
  expect(vulnerabilitiesIn(audited('hono', ['node_modules/hono'], 'other'), [hono])).toEqual([])
})

test('no answer is not taken for a good one', () => {
  expect(() => vulnerabilitiesIn({ message: '405 Method Not Allowed' }, [hono])).toThrow(
    'npm could not ask the registry: 405 Method Not Allowed',
  )
  expect(() => vulnerabilitiesIn({}, [hono])).toThrow('npm could not ask the registry: no reply')
})
