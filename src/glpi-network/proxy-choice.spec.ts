import { expect, test } from 'vitest'
import { isExcluded } from './no-proxy.ts'
import { proxyFromEnvironment } from './proxy-choice.ts'

const VENDOR = 'https://services.glpi-network.example/api/'

test.each<[string, Record<string, string>, string | null]>([
  ['nothing', {}, null],
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
  ['ALL_PROXY alone', { ALL_PROXY: 'http://b:1' }, 'http://b:1'],
  ['all_proxy alone', { all_proxy: 'http://b:1' }, 'http://b:1'],
  ['both', { HTTPS_PROXY: 'http://a:1', ALL_PROXY: 'http://b:1' }, 'http://a:1'],
  ['lower case first', { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://c:1' }, 'http://c:1'],
  ['lower case first, of ALL_PROXY', { ALL_PROXY: 'http://a:1', all_proxy: 'http://c:1' }, 'http://c:1'],
  ['a proxy for plain HTTP alone', { HTTP_PROXY: 'http://a:1', http_proxy: 'http://a:1' }, null],
  ['an empty one', { https_proxy: '', HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
  ['an empty one before ALL_PROXY', { HTTPS_PROXY: '', ALL_PROXY: 'http://b:1' }, 'http://b:1'],
  ['quotes around nothing', { HTTPS_PROXY: '""', ALL_PROXY: 'http://b:1' }, 'http://b:1'],
  ['quotes', { HTTPS_PROXY: '"http://a:1"' }, 'http://a:1'],
  ['a carriage return', { HTTPS_PROXY: 'http://a:1\r' }, 'http://a:1'],
  ['an exception', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'glpi-network.example' }, null],
  ['an exception from ALL_PROXY', { ALL_PROXY: 'http://a:1', no_proxy: 'glpi-network.example' }, null],
  ['lower-case exceptions first', { HTTPS_PROXY: 'http://a:1', no_proxy: 'x', NO_PROXY: '*' }, 'http://a:1'],
  ['empty exceptions', { HTTPS_PROXY: 'http://a:1', no_proxy: '', NO_PROXY: '*' }, null],
])('the proxy from the environment: %s', (_, env, proxy) => {
  expect(proxyFromEnvironment(new URL(VENDOR), env)).toBe(proxy)
})

test.each(['https://localhost:8421', 'http://127.0.0.1:9', 'http://[::1]:9', 'http://a.localhost'])(
  'no proxy towards %s',
  (url) => expect(proxyFromEnvironment(new URL(url), { ALL_PROXY: 'http://a:1' })).toBeNull(),
)

test.each<[string, string, boolean]>([
  ['', VENDOR, false],
  ['services.glpi-network.example', VENDOR, true],
  ['glpi-network.example', VENDOR, true],
  ['network.example', VENDOR, false],
  ['other.example', VENDOR, false],
  ['services.glpi-network.example.org', VENDOR, false],
  ['.glpi-network.example', VENDOR, true],
  ['.services.glpi-network.example', VENDOR, true],
  ['*.glpi-network.example', VENDOR, true],
  ['glpi-network.example.', VENDOR, true],
  ['.glpi-network.example.', VENDOR, true],
  ['glpi-network.example', 'https://services.glpi-network.example./', true],
  ['SERVICES.GLPI-NETWORK.EXAMPLE', VENDOR, true],
  ['*', VENDOR, true],
  ['localhost,*', VENDOR, true],
  ['.', VENDOR, false],
  ['*.', VENDOR, false],
  // ports
  ['services.glpi-network.example:443', VENDOR, true],
  ['glpi-network.example:443', VENDOR, true],
  ['services.glpi-network.example:80', VENDOR, false],
  ['services.glpi-network.example:8443', 'https://services.glpi-network.example:8443', true],
  ['services.glpi-network.example', 'https://services.glpi-network.example:8443', true],
  ['services.glpi-network.example:443', 'https://services.glpi-network.example:8443', false],
  ['services.glpi-network.example:80', 'http://services.glpi-network.example', true],
  ['services.glpi-network.example:', VENDOR, false],
  ['services.glpi-network.example:https', VENDOR, false],
  // separators, and what stands around
  ['localhost,services.glpi-network.example', VENDOR, true],
  ['localhost, services.glpi-network.example', VENDOR, true],
  ['localhost services.glpi-network.example', VENDOR, true],
  ['localhost;services.glpi-network.example', VENDOR, true],
  ['localhost,\tservices.glpi-network.example,', VENDOR, true],
  ['"localhost,services.glpi-network.example"', VENDOR, true],
  ["localhost,'services.glpi-network.example'", VENDOR, true],
  ['services.glpi-network.example\r', VENDOR, true],
  ['https://services.glpi-network.example/', VENDOR, true],
  ['https://services.glpi-network.example:443/', VENDOR, true],
  // addresses
  ['192.0.2.7', 'https://192.0.2.7', true],
  ['192.0.2.8', 'https://192.0.2.7', false],
  ['2.7', 'https://192.0.2.7', false],
  ['192.0.2.0/24', 'https://192.0.2.7', true],
  ['192.0.3.0/24', 'https://192.0.2.7', false],
  ['192.0.2.0/33', 'https://192.0.2.7', false],
  ['192.0.2.0/x', 'https://192.0.2.7', false],
  ['192.0.2.4/30', 'https://192.0.2.7', true],
  ['0.0.0.0/0', 'https://192.0.2.7', true],
  ['0.0.0.0/0', 'https://[2001:db8::1]', false],
  ['192.0.2.7:443', 'https://192.0.2.7', true],
  ['192.0.2.7:80', 'https://192.0.2.7', false],
  ['192.0.2.0/24', VENDOR, false],
  ['2001:db8::1', 'https://[2001:db8::1]', true],
  ['[2001:db8::1]', 'https://[2001:db8::1]', true],
  ['[2001:db8::1]:443', 'https://[2001:db8::1]', true],
  ['[2001:db8::1]:80', 'https://[2001:db8::1]', false],
  ['2001:DB8:0:0::1', 'https://[2001:db8::1]', true],
  ['2001:db8::/32', 'https://[2001:db8::1]', true],
  ['[2001:db8::]/32', 'https://[2001:db8::1]', true],
  ['fd00::/8', 'https://[2001:db8::1]', false],
  ['::/0', 'https://192.0.2.7', false],
])('NO_PROXY=%j and %s: %s', (list, url, excluded) => {
  expect(isExcluded(new URL(url), list)).toBe(excluded)
})
