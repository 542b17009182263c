import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseFile, openStore } from '#server/store/database.ts'
import { readTokens } from '#server/store/read-tokens.ts'
import { latchkey, parseLines } from '../testing/latchkey.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  await openStore(folder).destroy()
})
afterEach(() => rmSync(folder, { recursive: true }))

const token = (line: string, env: Record<string, string> = {}) =>
  latchkey(['token', ...line.split(' ')], { env: { LATCHKEY_DATA: folder, ...env } })

async function isValid(text: string): Promise<boolean> {
  const store = openStore(folder)
  const found = await readTokens(store, Date.now).isValid(text)
  await store.destroy()
  return found
}

test('a token is made, listed without itself, and revoked', async () => {
  const made = await token('create --name prometheus --json', { LATCHKEY_PUBLIC_URL: 'https://latchkey.example' })
  expect(made.code).toBe(0)
  const created: { id: number; token: string } = JSON.parse(made.out)
  expect(created).toMatchObject({
    id: 1,
    name: 'prometheus',
    calendar: `https://latchkey.example/api/calendar.ics?token=${created.token}`,
    metrics: 'https://latchkey.example/api/metrics',
  })
  expect(await isValid(created.token)).toBe(true)
  expect(readFileSync(databaseFile(folder)).includes(created.token)).toBe(false)

  const listed = await token('list --json')
  expect(parseLines(listed.out)).toMatchObject([{ id: 1, name: 'prometheus' }])
  expect(listed.out).not.toContain(created.token)

  expect(await token('revoke 1')).toEqual({ code: 0, out: 'Token 1 is revoked.', err: '' })
  expect(await isValid(created.token)).toBe(false)
  expect((await token('list')).out).toBe('')
})

test('the token is shown once, with where to use it', async () => {
  const { out } = await token('create')
  expect(out).toMatch(/^Token 1 \(unnamed\), shown only now: [\w-]{43}$/m)
  expect(out).toMatch(/^Calendar: http:\/\/127\.0\.0\.1:8420\/api\/calendar\.ics\?token=[\w-]{43}$/m)
  expect(out).toMatch(/^Metrics: http:\/\/127\.0\.0\.1:8420\/api\/metrics, with the header/m)
})

test.each([
  ['revoke 7', 2, 'There is no token 7'],
  ['revoke all', 2, 'the number of a token'],
  [`create --name ${'x'.repeat(81)}`, 2, '1 to 80 characters'],
])('token %s ends with %i', async (line, code, words) => {
  const result = await token(line)
  expect(result.err).toContain(words)
  expect(result.code).toBe(code)
})

test('a folder without a Latchkey', async () => {
  const { code, err } = await token('list', { LATCHKEY_DATA: join(folder, 'other') })
  expect([code, err]).toEqual([2, expect.stringContaining('There is no Latchkey in')])
})
