import { expect, test } from 'vitest'
import { readServerSettings, refuseUnencrypted, SettingsError } from './settings.ts'

const CERTIFICATE = { LATCHKEY_TLS_CERT: 'cert.pem', LATCHKEY_TLS_KEY: 'key.pem' }

test.each<[string, Record<string, string>, boolean]>([
  ['this machine alone', {}, true],
  ['this machine alone, over IPv6', { LATCHKEY_HOST: '::1' }, true],
  ['everybody', { LATCHKEY_HOST: '0.0.0.0' }, false],
  ['everybody over IPv6', { LATCHKEY_HOST: '::' }, false],
  ['one address of this machine', { LATCHKEY_HOST: '192.0.2.1' }, false],
  ['a name', { LATCHKEY_HOST: 'panel.example' }, false],
  ['everybody, with a certificate', { LATCHKEY_HOST: '0.0.0.0', ...CERTIFICATE }, true],
  ['everybody, with a proxy', { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_TRUSTED_PROXY: '10.0.0.5' }, true],
  [
    'everybody, with an address that people use',
    { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_PUBLIC_URL: 'https://x.test' },
    false,
  ],
])('other machines are let in over TLS only: %s', (_, env, isFine) => {
  let refusal: unknown = null
  try {
    refuseUnencrypted(readServerSettings(env))
  } catch (error) {
    refusal = error
  }
  expect(refusal instanceof SettingsError).toBe(!isFine)
})
