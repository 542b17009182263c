import { expect, test } from 'vitest'
import { placeText, readGlpiProxy, shownGlpiProxy } from './glpi-proxy.ts'

test.each([
  ['gate', 'http://', '', 'gate', 3128],
  ['gate:8080', 'http://', '', 'gate', 8080],
  [' gate/ ', 'http://', '', 'gate', 3128],
  ['HTTPS://gate/', 'https://', '', 'gate', 3128],
  ['socks5://gate', 'socks5://', '', 'gate', 3128],
  ['me:pw@gate', 'http://', 'me:pw', 'gate', 3128],
  ['http://me:p@w/x@gate:8080', 'http://', 'me:p@w/x', 'gate', 8080],
  ['::1', 'http://', '', '[::1]', 3128],
  ['[2001:db8::1]:8080', 'http://', '', '[2001:db8::1]', 8080],
  ['me:canary', 'http://', '', '?', 3128],
  ['me:can\nary@gate', 'http://', 'me:can\nary', 'gate', 3128],
  ['gate/canary', 'http://', '', '?', 3128],
  ['', 'http://', '', '?', 3128],
])('proxy_name %j', (name, scheme, login, host, port) => {
  const proxy = { host: name, port: 3128 }
  expect(readGlpiProxy(proxy)).toEqual({ scheme, login, host, port })
  expect(placeText(shownGlpiProxy(proxy))).toBe(`${host}:${port}`)
})
