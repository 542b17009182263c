import { expect, test } from 'vitest'
import { licenceComplaints, licenceTextOf, thirdPartyLicences } from './licences.ts'
import type { ShippedPackage } from './shipped-packages.ts'

const react: ShippedPackage = {
  name: 'react',
  version: '1.2.3',
  folder: 'node_modules/react',
  license: 'MIT',
  integrity: undefined,
  how: 'bundled',
}

test.each<[string, Partial<ShippedPackage>, string[]]>([
  ['may be shipped', {}, []],
  [
    'is copyleft',
    { license: 'GPL-3.0-only' },
    ['react 1.2.3 has the licence GPL-3.0-only, which is not in ALLOWED_LICENCES.'],
  ],
  [
    'has a choice that nobody has made',
    { license: '(MIT OR GPL-3.0-only)' },
    ['react 1.2.3 has the licence (MIT OR GPL-3.0-only), which is not in ALLOWED_LICENCES.'],
  ],
  [
    'states no licence',
    { license: undefined },
    ['react 1.2.3 has the licence (none), which is not in ALLOWED_LICENCES.'],
  ],
  [
    'has lost its text',
    { folder: 'node_modules/no-such-package' },
    ['react 1.2.3 comes without the text of its licence.'],
  ],
])('a package that %s', (_, other, complaints) => {
  expect(licenceComplaints([{ ...react, ...other }])).toEqual(complaints)
})

test('nothing is packed with a package that may not be shipped', () => {
  expect(() => thirdPartyLicences([{ ...react, license: 'GPL-3.0-only' }])).toThrow('react 1.2.3')
})

test('one text stands once, below all packages that have it', () => {
  const all = thirdPartyLicences([react, { ...react, name: 'react-again' }])
  expect(all).toContain('\nreact 1.2.3 (MIT)\nreact-again 1.2.3 (MIT)\n\nMIT License\n\nCopyright (c) Meta')
  expect(all.match(/Copyright \(c\) Meta/g)).toEqual(['Copyright (c) Meta'])
})

test.each([
  ['@libsql/win32-x64-msvc', 'node_modules/@libsql/win32-x64-msvc', /Copyright \(c\) 2023 Pekka Enberg/],
  ['@tabler/core', 'node_modules/@tabler/core', /Copyright \(c\) 2018-2026 The Tabler Authors/],
  ['wouter', 'node_modules/wouter', /^This is free and unencumbered software/],
  ['vite', 'node_modules/vite', /^# Vite core license\n[^#]*$/],
])('the text of %s', (name, folder, text) => {
  expect(licenceTextOf({ ...react, name, folder })).toMatch(text)
})
