import { expect, test } from 'vitest'
import { readProxyAddress } from './proxy-address.ts'

const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`

test.each([
  ['http://gate:3128', 'gate', 3128, false, null, 'gate:3128'],
  ['gate:3128', 'gate', 3128, false, null, 'gate:3128'],
  ['https://gate', 'gate', 443, true, null, 'gate:443'],
  ['http://gate', 'gate', 80, false, null, 'gate:80'],
  ['http://[::1]:8080', '::1', 8080, false, null, '[::1]:8080'],
  ['http://user@gate:1', 'gate', 1, false, basic('user:'), 'gate:1'],
  ['http://us%40er:p%3Aw@gate:1', 'gate', 1, false, basic('us@er:p:w'), 'gate:1'],
  ['http://user:50%@gate:1', 'gate', 1, false, basic('user:50%'), 'gate:1'],
  ['http://us%C3%A9r:p%FF@gate:1', 'gate', 1, false, basic('usér:p%FF'), 'gate:1'],
  ['socks5://user:pw@gate:1080', '', 0, false, null, 'socks5://gate:1080'],
  ['http://', '', 0, false, null, ''],
  ['http://a b', '', 0, false, null, ''],
])('%s', (text, host, port, secure, authorization, shown) => {
  expect(readProxyAddress(text)).toEqual({ host, port, secure, authorization, shown })
})
