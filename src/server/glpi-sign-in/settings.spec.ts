import { expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { signInPlaceOf } from './settings.ts'

const url = 'https://glpi.example/glpi/'
const tls = { fingerprint: 'ab'.repeat(32) }
const app = { appToken: 'a'.repeat(40), webLogin: 'web', webPassword: 'web-password' }
const rest = (at: string) => ({ url: at, userToken: 'u'.repeat(40), login: 'glpi', password: 'secret', ...app })

test.each<[string, Connection | null, object]>([
  ['no connection', null, { url }],
  ['a certificate that is trusted', { tls }, { url, tls }],
  ['the same GLPI', { rest: rest('https://glpi.example/glpi/apirest.php'), tls }, { url, tls, rest: app }],
  ['another folder', { rest: rest('https://glpi.example/other/') }, { url }],
  ['another host', { rest: rest('https://other.example/glpi/') }, { url }],
  ['plain HTTP', { rest: rest('http://glpi.example/glpi/') }, { url }],
])('what people sign in with, besides their own: %s', (_, connection, place) => {
  expect(signInPlaceOf({ url }, connection)).toEqual(place)
})
