import { expect, test } from 'vitest'
import { SETTING_MEANINGS } from '#contract/gateway-settings.ts'
import { environmentOf } from './given-settings.ts'
import { settingFaults, settingsInForce } from './settings-in-force.ts'
import { settingsFileText } from './settings-file.ts'
import { SETTINGS } from './settings.ts'

const NOTHING = { flags: {}, environment: {}, file: {} }

const find = (name: string, given: Partial<typeof NOTHING> & Record<string, Record<string, string>>) =>
  settingsInForce({ ...NOTHING, ...given }).find((one) => one.name === name)

test('every setting has one row, in the order of its meanings', () => {
  expect(Object.values(SETTINGS).map(({ name }) => name)).toEqual(Object.keys(SETTING_MEANINGS))
})

test('a flag is no secret, and no two are the same', () => {
  const flags = Object.values(SETTINGS).flatMap(({ flag }) => flag ?? [])
  expect(new Set(flags).size).toBe(flags.length)
  expect(Object.values(SETTINGS).filter(({ flag, isSecret }) => flag !== null && isSecret)).toEqual([])
})

test.each<[string, Record<string, Record<string, string>>, object]>([
  ['nothing', {}, { value: '8420', from: 'default', as: null }],
  ['the file', { file: { LATCHKEY_PORT: '1' } }, { value: '1', from: 'file' }],
  [
    'the environment',
    { file: { LATCHKEY_PORT: '1' }, environment: { LATCHKEY_PORT: '2' } },
    { value: '2', from: 'environment' },
  ],
  [
    'the flag',
    { environment: { LATCHKEY_PORT: '2' }, flags: { LATCHKEY_PORT: '3' } },
    { value: '3', from: 'flag', as: '--port' },
  ],
  [
    'an empty flag says nothing',
    { environment: { LATCHKEY_PORT: '2' }, flags: { LATCHKEY_PORT: '' } },
    { value: '2', from: 'environment' },
  ],
  [
    'an empty variable says nothing',
    { file: { LATCHKEY_PORT: '1' }, environment: { LATCHKEY_PORT: '' } },
    { value: '1', from: 'file' },
  ],
])('what counts: %s', (_, given, expected) => {
  expect(find('LATCHKEY_PORT', given)).toMatchObject(expected)
  // what is shown is what is read
  const env = environmentOf({ ...NOTHING, ...given })
  expect(env['LATCHKEY_PORT'] || '8420').toBe(find('LATCHKEY_PORT', given)?.value)
})

test('the names that curl reads count first', () => {
  const given = { environment: { https_proxy: 'http://one.example:1', HTTPS_PROXY: 'http://two.example:2' } }
  expect(find('HTTPS_PROXY', given)).toMatchObject({ value: 'one.example:1', as: 'https_proxy' })
  expect(find('HTTPS_PROXY', { environment: { HTTPS_PROXY: 'http://two.example:2' } })).toMatchObject({ as: null })
})

test('a default that is no value is named by its words', () => {
  expect(find('LATCHKEY_SANDBOX', {})).toMatchObject({ value: null, byDefault: 'setting.default.sandbox' })
})

const CANARY = 'canary-5f2c'
const WITH_CANARY = {
  LATCHKEY_SECRET: `${CANARY}${'A'.repeat(32)}`,
  LATCHKEY_DATABASE_URL: `postgres://me:${CANARY}@db.example/latchkey`,
  LATCHKEY_OIDC_CLIENT_SECRET: CANARY,
  LATCHKEY_OIDC_ISSUER: `https://:${CANARY}@id.example`,
  LATCHKEY_PUBLIC_URL: `https://me:${CANARY}@panel.example`,
  LATCHKEY_SERVICES_URL: `https://me:${CANARY}@services.example`,
  LATCHKEY_AUDIT_SYSLOG: `tcp://me:${CANARY}@log.example`,
  HTTPS_PROXY: `http://me:${CANARY}@proxy.example:3128`,
  HTTP_PROXY: `me:${CANARY}@proxy.example`,
  ALL_PROXY: `socks5://me:${CANARY}@proxy.example`,
}

test('no secret is shown, wherever it stands', () => {
  const shown = settingsInForce({ ...NOTHING, environment: WITH_CANARY })
  expect(JSON.stringify(shown)).not.toContain(CANARY)
  expect(JSON.stringify(settingFaults(WITH_CANARY))).not.toContain(CANARY)
  const value = (name: string) => shown.find((one) => one.name === name)?.value
  expect(value('LATCHKEY_DATABASE_URL')).toBe('postgres://db.example:5432/latchkey')
  expect(value('HTTPS_PROXY')).toBe('proxy.example:3128')
  expect(shown.find(({ name }) => name === 'LATCHKEY_OIDC_CLIENT_SECRET')).toMatchObject({
    from: 'environment',
    value: null,
  })
})

test.each<[string, Record<string, string>, ReturnType<typeof settingFaults>]>([
  ['nothing', { LATCHKEY_SANDBOX: 'off' }, []],
  [
    'two by themselves',
    { LATCHKEY_PORT: 'eighty', LATCHKEY_CONSOLE: 'yes' },
    [
      { name: 'LATCHKEY_PORT', sentence: 'LATCHKEY_PORT is "eighty"; it must be a port from 0 to 65535.' },
      { name: 'LATCHKEY_CONSOLE', sentence: 'LATCHKEY_CONSOLE is "yes"; it must be "on" or "off".' },
    ],
  ],
  [
    'half of a pair',
    { LATCHKEY_TLS_CERT: '/cert.pem' },
    [{ name: null, sentence: 'LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are set together: one of them is missing.' }],
  ],
  [
    'an issuer alone, and two keys',
    {
      LATCHKEY_OIDC_ISSUER: 'https://id.example',
      LATCHKEY_SECRET: 'a'.repeat(64),
      LATCHKEY_SECRET_FILE: '/latchkey.key',
    },
    [
      { name: null, sentence: 'LATCHKEY_OIDC_CLIENT_ID is missing: it goes with LATCHKEY_OIDC_ISSUER.' },
      { name: null, sentence: 'LATCHKEY_SECRET and LATCHKEY_SECRET_FILE are both set: unset one of them.' },
    ],
  ],
])('what is wrong has its sentence: %s', (_, env, faults) => {
  expect(settingFaults(env)).toEqual(faults)
})

test('what Node reads as it starts is in no file of ours', () => {
  const given = { file: { NODE_EXTRA_CA_CERTS: '/ca.pem' } }
  expect(find('NODE_EXTRA_CA_CERTS', given)).toMatchObject({ value: null, from: 'default' })
})

test('latchkey.env has every setting with its meaning, and sets only what a package sets', () => {
  const lines = settingsFileText({ LATCHKEY_DATA: '/var/lib/latchkey' }).split('\n')
  const set = lines.filter((line) => line !== '' && !line.startsWith('#'))
  expect(set).toEqual(['LATCHKEY_DATA=/var/lib/latchkey'])
  const commented = lines.flatMap((line) => /^#(\w+)=/.exec(line)?.[1] ?? [])
  expect(commented).toEqual(Object.keys(SETTING_MEANINGS).filter((name) => name !== 'LATCHKEY_DATA'))
  expect(lines).toContain('# The port to listen on. Default: 8420.')
  expect(lines).toContain('#LATCHKEY_PORT=8420')
})
