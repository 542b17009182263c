import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseFile, openStore } from '#server/store/database.ts'
import { latchkey, parseLines } from '../testing/latchkey.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  await openStore(folder).destroy()
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (line: string) => latchkey(line.split(' '), { env: { LATCHKEY_DATA: folder } })

test('what commands change is recorded with the name of the system user, exported, and verifies', async () => {
  await run('invite --role viewer --name Ann')
  await run('token create --name prometheus')
  await run('token revoke 1')
  const { out, code } = await run('audit export')
  const who = { origin: 'command-line', person: userInfo().username, role: null, address: null, outcome: 'done' }
  expect(code).toBe(0)
  expect(parseLines(out)).toMatchObject([
    { number: 1, action: 'invitation-create', facts: { role: 'viewer', for: 'Ann' }, ...who },
    { number: 2, action: 'token-create', facts: { token: 1, name: 'prometheus' }, ...who },
    { number: 3, action: 'token-revoke', facts: { token: 1 }, ...who },
  ])
  expect(parseLines((await run('audit export --after 2')).out)).toMatchObject([{ number: 3 }])
  expect(await run('audit verify')).toMatchObject({
    code: 0,
    out: '3 rows, up to number 3: none is missing, and none was changed.',
    err: expect.stringContaining('compare the audit with a checkpoint'),
  })
})

test('a checkpoint that was kept elsewhere shows that the latest rows were cut', async () => {
  for (const name of ['a', 'b', 'c']) await run(`token create --name ${name}`)
  const checkpoint = (await run('audit checkpoint')).out.trim()
  expect(checkpoint).toMatch(/^3:[\da-f]{64}$/)
  expect(await run(`audit verify --checkpoint ${checkpoint}`)).toMatchObject({ code: 0, err: '' })
  const database = new Database(databaseFile(folder))
  database.exec('drop trigger audit_no_delete; drop trigger audit_head_no_update; delete from audit where number = 3')
  database.exec('update audit_head set number = 2, hash = (select hash from audit where number = 2)')
  database.close()
  expect((await run('audit verify')).code).toBe(0)
  expect(await run(`audit verify --checkpoint ${checkpoint}`)).toMatchObject({
    code: 10,
    out: 'The audit ends before row 3: the rows from there on are missing.',
  })
  const json = await run(`audit verify --checkpoint ${checkpoint} --json`)
  expect(JSON.parse(json.out)).toMatchObject({ verified: false, fault: { fault: 'cut', number: 3 } })
})

test('a row that was changed is named', async () => {
  for (const name of ['a', 'b', 'c']) await run(`token create --name ${name}`)
  const database = new Database(databaseFile(folder))
  database.exec(`drop trigger audit_no_update; update audit set person = 'nobody' where number = 2`)
  database.close()
  expect(await run('audit verify')).toMatchObject({ code: 10, out: 'Row 2 of the audit was changed.' })
})

test('a checkpoint that is none is a wrong option', async () => {
  expect((await run('audit verify --checkpoint 3')).code).toBe(2)
})

test.each([
  ['en', '1 row, up to number 1: none is missing, and none was changed.'],
  ['fr', '1 ligne, jusqu’au numéro 1\u00A0: aucune ne manque, et aucune n’a été modifiée.'],
])('in %s, one row is one', async (language, words) => {
  await run('token create --name a')
  expect((await run(`audit verify --lang ${language}`)).out).toBe(words)
})
