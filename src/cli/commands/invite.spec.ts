import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '#server/store/database.ts'
import { signIns } from '#server/store/sign-ins.ts'
import { run } from '../run.ts'
import { realWorld } from '../world.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  await openStore(folder).destroy()
})
afterAll(() => rmSync(folder, { recursive: true }))

async function invite(...options: string[]) {
  const out: string[] = []
  const world = { ...realWorld(), env: { LATCHKEY_DATA: folder }, print: (text: string) => void out.push(text) }
  const code = await run(['invite', ...options], { ...world, printMessage: () => undefined }, '')
  return { code, out: out.join('\n') }
}

/** Spends the link. */
async function roleOf(url: string): Promise<string | undefined> {
  const store = openStore(folder)
  const opened = await signIns(store, Date.now).burn(url.split('#token=')[1] ?? '')
  await store.destroy()
  return opened?.session.role
}

test.each<[string, string[], string]>([
  ['an administrator, where nothing is said', [], 'admin'],
  ['an administrator', ['--role', 'admin'], 'admin'],
  ['a viewer', ['--role', 'viewer'], 'viewer'],
  ['support', ['--role', 'support', '--hours', '4'], 'support'],
  ['an operator', ['--role', 'operator'], 'operator'],
])('a link for %s', async (_, options, role) => {
  const { code, out } = await invite(...options, '--json')
  const invitation: { url: string; role: string } = JSON.parse(out)
  expect([code, invitation.role, await roleOf(invitation.url)]).toEqual([0, role, role])
})

test.each([
  ['viewer', /^Sign in within 24 h, to view and change nothing: http/],
  ['support', /^Sign in within 24 h, to view and to check keys without saving; the session ends then too: http/],
  ['operator', /^Sign in within 24 h, to save, replace and remove keys: http/],
  ['admin', /^Sign in within 24 h: http/],
])('a link for %s says what it is for', async (role, line) => {
  expect((await invite('--role', role)).out).toMatch(line)
})

test('a link may name the person', async () => {
  const { out } = await invite('--name', 'Ada Lovelace', '--json')
  const { url, name }: { url: string; name: string } = JSON.parse(out)
  const store = openStore(folder)
  const opened = await signIns(store, Date.now).burn(url.split('#token=')[1] ?? '')
  await store.destroy()
  expect([name, opened?.session.name]).toEqual(['Ada Lovelace', 'Ada Lovelace'])
})

test.each(['', 'A\u202EB', 'x'.repeat(81)])('no name: %j', async (name) => {
  expect(await invite('--name', name)).toEqual({ code: 2, out: '' })
})

test('there is no other role', async () => {
  expect(await invite('--role', 'owner')).toEqual({ code: 2, out: '' })
})
