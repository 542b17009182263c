import { expect, test } from 'vitest'
import { isLoopback, isUnencrypted } from './loopback.ts'

test.each([
  ['http://glpi.example/glpi', true],
  ['HTTP://10.0.0.7:8080', true],
  ['http://localhost.example', true],
  ['http://[2001:db8::1]/', true],
  ['https://glpi.example', false],
  ['http://localhost:8080', false],
  ['http://glpi.localhost', false],
  ['http://127.0.0.1', false],
  ['http://127.9.8.7/glpi', false],
  ['http://[::1]:8080', false],
  ['', false],
  ['glpi.example', false],
])('secrets that are sent to %j can be read on their way: %s', (address, expected) =>
  expect(isUnencrypted(address)).toBe(expected),
)

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['::1', true],
  ['[::1]', true],
  ['127.0.0.1', true],
  ['127.0.0.1.example', false],
  ['mylocalhost', false],
  ['mail.example', false],
])('only this machine answers as %j: %s', (host, expected) => expect(isLoopback(host)).toBe(expected))
