import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProxyFault } from '#domain/setting-faults.ts'
import { hostAndPortOf } from './public-address.ts'
import { readProxySetting } from './proxy-setting.ts'

const login = (user: string, password: string) => ({ user, password })

test.each<[string, string, number, boolean, ReturnType<typeof login> | null]>([
  ['http://gate:3128', 'gate', 3128, false, null],
  ['gate:3128', 'gate', 3128, false, null],
  ['HTTP://Gate.Example:3128/', 'gate.example', 3128, false, null],
  ['https://gate', 'gate', 443, true, null],
  ['http://gate', 'gate', 80, false, null],
  ['http://gate:', 'gate', 80, false, null],
  ['http://gate.:3128', 'gate.', 3128, false, null],
  ['http://proxy_1:8080', 'proxy_1', 8080, false, null],
  ['http://10.0.0.7:8080', '10.0.0.7', 8080, false, null],
  ['http://[::1]:8080', '[::1]', 8080, false, null],
  ['http://me:pw@[2001:DB8::1]:8080', '[2001:db8::1]', 8080, false, login('me', 'pw')],
  ['http://mandataire-élysée:8080', 'mandataire-élysée', 8080, false, null],
  // logins, as they should be written
  ['http://user@gate:1', 'gate', 1, false, login('user', '')],
  ['http://us%40er:p%3Aw@gate:1', 'gate', 1, false, login('us@er', 'p:w')],
  ['http://user:50%@gate:1', 'gate', 1, false, login('user', '50%')],
  ['http://us%C3%A9r:p%FF@gate:1', 'gate', 1, false, login('usér', 'p%FF')],
  ['http://CORP%5Cuser:pw@gate:1', 'gate', 1, false, login('CORP\\user', 'pw')],
  ['http://@gate:1', 'gate', 1, false, null],
  ['http://:pw@gate:1', 'gate', 1, false, login('', 'pw')],
  // and as they are written
  ['http://CORP\\user:pw@gate:1', 'gate', 1, false, login('CORP\\user', 'pw')],
  ['http://user@corp.example:pw@gate:1', 'gate', 1, false, login('user@corp.example', 'pw')],
  ['http://user:a@b#c@gate:1', 'gate', 1, false, login('user', 'a@b#c')],
  ['http://user:4711/secret@gate:1', 'gate', 1, false, login('user', '4711/secret')],
  ['http://user:?a=b&c@gate:1', 'gate', 1, false, login('user', '?a=b&c')],
  ['http://user:a:b:c@gate:1', 'gate', 1, false, login('user', 'a:b:c')],
  ['http://user:[x]@gate:1', 'gate', 1, false, login('user', '[x]')],
  ['http://user:p w@gate:1', 'gate', 1, false, login('user', 'p w')],
  ['http://user:http://x@gate:1', 'gate', 1, false, login('user', 'http://x')],
  ['user:#1@gate:1', 'gate', 1, false, login('user', '#1')],
  ['http://user:motdepasséé€@gate:1', 'gate', 1, false, login('user', 'motdepasséé€')],
  // what stands around it
  ['"http://gate:3128"', 'gate', 3128, false, null],
  ["'http://gate:3128'", 'gate', 3128, false, null],
  ['“http://gate:3128”', 'gate', 3128, false, null],
  [' http://gate:3128 ', 'gate', 3128, false, null],
  ['http://gate:3128\r', 'gate', 3128, false, null],
  ['\ufeffhttp://gate:3128\r\n', 'gate', 3128, false, null],
  ['" http://user:p"w@gate:3128 "', 'gate', 3128, false, login('user', 'p"w')],
])('%j', (text, host, port, secure, known) => {
  expect(readProxySetting(text)).toEqual({ host, port, secure, login: known })
})

test.each<[string, ProxyFault]>([
  ['', 'proxy-empty'],
  [' ""\r\n', 'proxy-empty'],
  ['socks5://user:pw@gate:1080', 'proxy-socks'],
  ['SOCKS5H://gate:1080', 'proxy-socks'],
  ['ftp://gate:21', 'proxy-scheme'],
  ['http:/gate:3128', 'proxy-scheme'],
  ['https:\\\\gate:3128', 'proxy-scheme'],
  ['http://', 'proxy-host'],
  ['http://user:pw@', 'proxy-host'],
  ['http://user:pw@:3128', 'proxy-host'],
  ['http://a b', 'proxy-host'],
  ['http://::1:3128', 'proxy-host'],
  ['http://[gate]:3128', 'proxy-host'],
  ['http://gate%40x:1', 'proxy-host'],
  ['http://...:1', 'proxy-host'],
  ['"http://gate:3128', 'proxy-scheme'],
  ['"http://me:pw@gate:3128', 'proxy-scheme'],
  ['http=gate:3128;https=gate:3128', 'proxy-host'],
  ['PROXY gate:3128', 'proxy-host'],
  ['http://gate:3128"', 'proxy-port'],
  ['http://gate:0', 'proxy-port'],
  ['http://gate:65536', 'proxy-port'],
  ['http://user:secret', 'proxy-port'],
  ['http://user:pw%40gate:3128', 'proxy-port'],
  ['http://gate:3128/proxy.pac', 'proxy-path'],
  ['http://gate:3128?x', 'proxy-path'],
  ['http://gate:3128#x', 'proxy-path'],
])('%j cannot be used', (text, fault) => {
  expect(readProxySetting(text)).toBe(fault)
})

const SPECIAL = [
  ...'@#/?:\\%&=+;,!$\'"`()[]{}<>|^~*. \t'.split(''),
  'é',
  '€',
  '%40',
  '%2F',
  '%5C',
  '://',
  '@@',
  'http://',
]
const piece = fc.oneof(fc.constantFrom(...SPECIAL), fc.stringMatching(/^[A-Za-z0-9]{1,6}$/))
const words = fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))

test('no piece of a login is taken for a host, and nothing of it is shown', () => {
  fc.assert(
    fc.property(words, words, fc.constantFrom('http://', 'https://', ''), (user, password, scheme) => {
      const text = `${scheme}${user}:${password}@gate.example:3128`
      const read = readProxySetting(text)
      const dialled = typeof read === 'string' ? '?:?' : `${read.host}:${read.port}`
      const { host, port } = hostAndPortOf(text)
      expect([dialled, `${host}:${port}`].filter((place) => place !== '?:?' && place !== 'gate.example:3128')).toEqual(
        [],
      )
    }),
    { numRuns: 1000 },
  )
})

test('a login that is encoded is read back whatever it is', () => {
  fc.assert(
    fc.property(words, words, (user, password) => {
      const text = `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@gate.example:3128`
      expect(readProxySetting(text)).toMatchObject({ login: login(user, password) })
    }),
  )
})
