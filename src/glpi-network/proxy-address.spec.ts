import { expect, test } from 'vitest'
import { readProxyAddress } from './proxy-address.ts'

const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`

test.each([
  ['http://gate:3128', 'gate', 3128, false, null, 'gate:3128', null],
  ['https://gate', 'gate', 443, true, null, 'gate:443', null],
  ['http://[::1]:8080', '::1', 8080, false, null, '[::1]:8080', null],
  ['http://user@gate:1', 'gate', 1, false, basic('user:'), 'gate:1', null],
  ['http://us%C3%A9r:p%FF@gate:1', 'gate', 1, false, basic('usér:p%FF'), 'gate:1', null],
  ['http://CORP\\me:p@ss/#?@gate:1', 'gate', 1, false, basic('CORP\\me:p@ss/#?'), 'gate:1', null],
  ['socks5://user:pw@gate:1080', '', 0, false, null, null, 'proxy-socks'],
  ['http://user:secret', '', 0, false, null, null, 'proxy-port'],
])('%s', (text, host, port, secure, authorization, shown, fault) => {
  expect(readProxyAddress(text)).toEqual({ host, port, secure, authorization, shown, fault })
})
