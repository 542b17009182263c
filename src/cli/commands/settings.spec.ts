import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { latchkey } from '../testing/latchkey.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  file = join(folder, 'latchkey.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

const line = (out: string, name: string): string[] =>
  out
    .split('\n')
    .find((one) => one.startsWith(`${name} `))
    ?.split(/ {2,}/) ?? []

test('each setting with its value and where it comes from; a secret is set, and no more', async () => {
  writeFileSync(file, 'LATCHKEY_PORT=9000\nLATCHKEY_HOST="::1"\nLATCHKEY_OIDC_CLIENT_SECRET=canary-5f2c\n')
  const { code, out, err } = await latchkey(`settings --env-file ${file} --port 9001 --data ${folder}`, {
    env: {
      LATCHKEY_CONSOLE: 'on',
      LATCHKEY_HOST: '127.0.0.2',
      https_proxy: 'http://me:canary-5f2c@proxy.example:3128',
    },
  })
  expect([code, err]).toEqual([0, ''])
  expect(out).not.toContain('canary-5f2c')
  expect(line(out, 'LATCHKEY_PORT')).toEqual(['LATCHKEY_PORT', '9001', '--port'])
  expect(line(out, 'LATCHKEY_HOST')).toEqual(['LATCHKEY_HOST', '127.0.0.2', 'environment'])
  expect(line(out, 'LATCHKEY_CONSOLE')).toEqual(['LATCHKEY_CONSOLE', 'on', 'environment'])
  expect(line(out, 'LATCHKEY_DATA')).toEqual(['LATCHKEY_DATA', folder, '--data'])
  expect(line(out, 'LATCHKEY_OIDC_CLIENT_SECRET').slice(1)).toEqual(['set', '--env-file'])
  expect(line(out, 'LATCHKEY_SECRET').slice(1)).toEqual(['not set', 'default'])
  expect(line(out, 'HTTPS_PROXY').slice(1)).toEqual(['set: proxy.example:3128', 'environment (https_proxy)'])
  expect(line(out, 'LATCHKEY_SANDBOX').slice(1)).toEqual(['the port after LATCHKEY_PORT', 'default'])
})

test('what cannot be used has its sentence, and ends as a start would', async () => {
  const { code, out, err } = await latchkey('settings --port eighty --console maybe')
  expect(code).toBe(2)
  expect(line(out, 'LATCHKEY_PORT').slice(1)).toEqual(['cannot be used', '--port'])
  expect(err.split('\n').toSorted()).toEqual([
    'latchkey: LATCHKEY_CONSOLE is "maybe"; it must be "on" or "off".',
    'latchkey: LATCHKEY_PORT is "eighty"; it must be a port from 0 to 65535.',
  ])
})

test('as JSON, the same', async () => {
  const env = { LATCHKEY_PORT: 'eighty', LATCHKEY_SECRET: 'canary-5f2c' }
  const { code, out, err } = await latchkey('settings --json --lang fr', { env })
  expect(code).toBe(2)
  expect(out + err).not.toContain('canary-5f2c')
  const { settings, faults } = JSON.parse(out)
  expect(settings.slice(0, 2)).toEqual([
    {
      name: 'LATCHKEY_HOST',
      value: '127.0.0.1',
      byDefault: null,
      isSecret: false,
      from: 'default',
      as: null,
      isSet: false,
      fault: null,
    },
    expect.objectContaining({
      name: 'LATCHKEY_PORT',
      value: null,
      isSet: true,
      fault: 'LATCHKEY_PORT is "eighty"; it must be a port from 0 to 65535.',
    }),
  ])
  expect(faults).toHaveLength(2)
  expect(JSON.parse(err)).toMatchObject({ code: 'setting-invalid' })
})

test('an example is a file that sets nothing, and is read as one', async () => {
  const { out } = await latchkey('settings --example')
  writeFileSync(file, out.replace('#LATCHKEY_AUDIT_DAYS=', 'LATCHKEY_AUDIT_DAYS=90'))
  const read = await latchkey(['settings', '--env-file', file])
  expect(read.code).toBe(0)
  expect(line(read.out, 'LATCHKEY_AUDIT_DAYS').slice(1)).toEqual(['90', '--env-file'])
  expect(read.out.split('\n').filter((one) => one.endsWith('--env-file'))).toHaveLength(1)
})

test('a settings file that cannot be read stops every command', async () => {
  const { code, err } = await latchkey(['settings', '--env-file', join(folder, 'nowhere')])
  expect(code).toBe(2)
  expect(err).toContain('nowhere')
})

test('a flag of serve counts more than the environment', async () => {
  const { code, err } = await latchkey('serve --port eighty', { env: { LATCHKEY_PORT: '0' } })
  expect([code, err]).toEqual([2, 'latchkey: LATCHKEY_PORT is "eighty"; it must be a port from 0 to 65535.'])
})

test('a setting in the file reaches other commands', async () => {
  writeFileSync(file, `LATCHKEY_DATA=${join(folder, 'data')}\n`)
  const { code, err } = await latchkey(['invite', '--env-file', file])
  expect([code, err]).toEqual([
    2,
    `latchkey: There is no Latchkey in ${join(folder, 'data')}: set LATCHKEY_DATA to its folder.`,
  ])
})
