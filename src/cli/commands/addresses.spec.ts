import { expect, test } from 'vitest'
import { addressesOf, openableHost } from './addresses.ts'

test.each<[string, string, boolean, boolean]>([
  ['127.0.0.1', 'http://127.0.0.1:8420', false, true],
  ['127.0.0.2', 'http://127.0.0.2:8420', false, true],
  ['::1', 'http://[::1]:8420', false, true],
  ['0.0.0.0', 'http://localhost:8420', true, false],
  ['::', 'http://localhost:8420', true, false],
  ['192.0.2.7', 'http://192.0.2.7:8420', false, false],
  ['2001:db8::7', 'http://[2001:db8::7]:8420', false, false],
])('listening on %s: %s', (address, url, isOnEveryAddress, isLoopback) => {
  expect(addressesOf({ address, port: 8420 })).toEqual({ url, port: 8420, isOnEveryAddress, isLoopback })
})

test.each([
  ['0', 'localhost'],
  ['localhost', 'localhost'],
  ['glpi.example', 'glpi.example'],
])('the setting %s opens as %s', (host, openable) => {
  expect(openableHost(host)).toBe(openable)
})
