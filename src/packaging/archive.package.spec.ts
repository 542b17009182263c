import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { version } from '../../package.json'
import { onPath } from '../bin/peers.mjs'

const mayUnshare = process.getuid?.() === 0 && onPath('unshare') !== undefined && onPath('ip') !== undefined
const name = `latchkey-${version}-linux-${process.arch}`
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey archive '))
  execFileSync('tar', ['-xzf', join(inject('packagedIn'), 'dist/packages', `${name}.tar.gz`), '-C', folder])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The programs that its command needs. There is no Node among them. */
function pathWithoutNode(): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const tool of ['dirname', 'readlink', 'sh'])
    if (!existsSync(join(bin, tool))) symlinkSync(onPath(tool) ?? '', join(bin, tool))
  return bin
}

test('the archive runs anywhere, by its own Node', () => {
  const output = execFileSync(join(folder, name, 'bin/latchkey'), ['--version'], {
    env: { PATH: pathWithoutNode() },
    encoding: 'utf8',
  })
  expect(output).toMatch(/^0\.1\.0 /)
})

test.skipIf(!mayUnshare)('it prints a link without a network (needs root, unshare and ip)', async () => {
  const script = '"$1" link set lo up; exec "$2" serve'
  const args = ['sh', '-c', script, 'sh', onPath('ip') ?? '', join(folder, name, 'bin/latchkey')]
  const serve = spawn(onPath('unshare') ?? '', ['--net', ...args], {
    cwd: folder,
    env: {
      PATH: pathWithoutNode(),
      LATCHKEY_DATA: join(folder, 'data'),
      LATCHKEY_PORT: '0',
      LATCHKEY_SANDBOX: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    serve.kill()
    await once(serve, 'exit')
  })
  for await (const line of createInterface(serve.stdout)) {
    if (!line.startsWith('Sign in: ')) continue
    expect(line).toMatch(/^Sign in: http:\/\/127\.0\.0\.1:\d+\/sign-in#token=\S+$/)
    return
  }
  expect.unreachable('it ended without a link')
})
