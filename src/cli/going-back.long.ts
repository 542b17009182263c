import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, startProgram } from './testing/program.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** A commit of before, and the store that its program has made. */
const [COMMIT, STORE] = ['4f00065', 'v21-4f00065']
const stores = join(ROOT, 'src/server/store/testing/stores')
const hasHistory = spawnSync('git', ['cat-file', '-e', `${COMMIT}^{commit}`], { cwd: ROOT }).status === 0

let work = ''
let [former, today] = ['', '']
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'latchkey-'))
  if (!hasHistory) return
  today = await builtProgram()
  const tree = join(work, 'tree')
  mkdirSync(tree)
  const archive = execFileSync('git', ['archive', COMMIT], { cwd: ROOT, maxBuffer: 1e9 })
  execFileSync('tar', ['x', '-C', tree], { input: archive })
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', 'src/cli/vite.config.ts', '--logLevel', 'error'], {
    cwd: tree,
    stdio: 'pipe',
  })
  former = join(tree, 'dist/latchkey/main.js')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Starts the gateway on a folder, and stops it once it listens. @returns how it ended. */
async function start(main: string, data: string) {
  const env = { LATCHKEY_DATA: data, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off', HOME: data, LANG: 'C' }
  const program = startProgram(main, ['serve'], env)
  let listened = false
  for await (const line of createInterface({ input: program.child.stdout })) {
    if (!line.startsWith('Latchkey listens on')) continue
    listened = true
    program.child.kill('SIGTERM')
  }
  return { listened, ...(await program.ended) }
}

test.skipIf(!hasHistory)(
  'the program of before opens what was there before the upgrade, and not what is there after it',
  async () => {
    const data = join(work, 'data')
    mkdirSync(data, { mode: 0o700 })
    const database = join(data, 'latchkey.sqlite')
    writeFileSync(database, gunzipSync(readFileSync(join(stores, `${STORE}.sqlite.gz`))), { mode: 0o600 })
    writeFileSync(join(data, 'latchkey.key'), readFileSync(join(stores, `${STORE}.key`)), { mode: 0o600 })
    expect(await start(former, data)).toMatchObject({ code: 0, listened: true })

    const upgraded = await start(today, data)
    expect(upgraded).toMatchObject({ code: 0, listened: true })
    const [, copy = ''] = /as it was before, it is in (\S+latchkey\.sqlite\.version-21-\w+)/.exec(upgraded.err) ?? []
    expect(copy).not.toBe('')

    const refused = await start(former, data)
    expect(refused).toMatchObject({ code: 2, listened: false })
    expect(refused.err).toBe(
      `latchkey: ${database} was written by a newer Latchkey: start that one, or put back a backup of before.\n`,
    )
    copyFileSync(copy, database)
    expect(await start(former, data)).toMatchObject({ code: 0, listened: true })
  },
)
