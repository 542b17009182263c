import { expect, test } from 'vitest'
import { ServicesUrl } from '#contract/services-url.ts'
import { readServicesAddress } from './read-services-address.ts'

const LONG = `https://services.example/${'a'.repeat(1975)}`

test.each<[string, string | null]>([
  ['https://services.glpi-network.com', 'https://services.glpi-network.com'],
  [' http://127.0.0.1:8421/api/ ', 'http://127.0.0.1:8421/api/'],
  ['HTTPS://services.example/a b', 'HTTPS://services.example/a b'],
  ['https://exa\nmple.com', 'https://example.com'],
  [LONG, LONG],
  [`${LONG}a`, null],
  ['', null],
  ['services.example', null],
  ['https:services.example', null],
  ['https://', null],
  ['ftp://services.example', null],
  ['https://services.example:99999', null],
  ['https://me:secret@services.example', null],
  ['https://services.example/?q=1', null],
  ['https://services.example/#a', null],
  ['https:\\\\services.example', null],
])('%j is read as %j, with and without the schema', (text, address) => {
  expect(readServicesAddress(text)).toBe(address)
  expect(ServicesUrl.safeParse(text).data ?? null).toBe(address)
})
