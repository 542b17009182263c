import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './panel.ts'

const PROGRAM = fileURLToPath(new URL('../dist/latchkey/main.js', import.meta.url))

/** Starts beside a gateway that stands, with its data or its ports, and has to end by itself. */
function start(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'serve'], {
    env: { ...process.env, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: '0', ...env },
    encoding: 'utf8',
  })
  return { status, sentences: stderr.trim().split('\n') }
}

test('the first start makes a key file that only its owner may read', ({ gateway }) => {
  const { mode, size } = statSync(join(gateway.folder, 'data/latchkey.key'))
  expect([mode & 0o777, size]).toEqual([0o600, 32])
})

for (const [fault, name, spoil, sentence] of [
  ['key file is missing', 'latchkey.key', (file: string) => rmSync(file), /is missing/],
  ['key file is short', 'latchkey.key', (file: string) => writeFileSync(file, 'short'), /has 5 bytes instead of 32/],
  ['key file is readable by the group', 'latchkey.key', (file: string) => chmodSync(file, 0o640), /chmod 600/],
  [
    'key file is another',
    'latchkey.key',
    (file: string) => writeFileSync(file, Buffer.alloc(32)),
    /is not the one that/,
  ],
  [
    'database is missing',
    'latchkey.sqlite',
    (file: string) => rmSync(file),
    /is missing, and its encryption key file is/,
  ],
  [
    'database is empty',
    'latchkey.sqlite',
    (file: string) => truncateSync(file),
    /is empty, and its encryption key file is/,
  ],
] as const) {
  const tag = name === 'latchkey.key' && fault !== 'key file is missing' ? '@full' : []
  test(`a folder whose ${fault} stops the start with one sentence`, { tag }, async ({ gateway }) => {
    await gateway.stop()
    const data = join(gateway.folder, 'data')
    spoil(join(data, name))
    const { status, sentences } = start({ LATCHKEY_DATA: data })
    expect(status).toBe(2)
    expect(sentences).toEqual([expect.stringMatching(sentence)])
  })
}

test(
  'a port that is taken, and a setting that is wrong, stop the start with one sentence',
  { tag: '@full' },
  ({ gateway }) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
    for (const [env, sentence] of [
      [{ LATCHKEY_PORT: new URL(gateway.url).port }, /LATCHKEY_PORT/],
      [{ LATCHKEY_SANDBOX: new URL(gateway.sandboxUrl).port }, /LATCHKEY_SANDBOX/],
      [{ LATCHKEY_PORT: 'eighty' }, /LATCHKEY_PORT is "eighty"/],
      [{ LATCHKEY_HOST: '0.0.0.0' }, /LATCHKEY_HOST lets other machines in, unencrypted/],
      [
        { LATCHKEY_HOST: 'no-such-name.invalid', LATCHKEY_TRUSTED_PROXY: '127.0.0.1' },
        /LATCHKEY_HOST is the name of no address of this machine/,
      ],
      [{ LATCHKEY_PUBLIC_URL: 'panel.example' }, /LATCHKEY_PUBLIC_URL must be an http or https address/],
    ] as const) {
      const { status, sentences } = start({ LATCHKEY_DATA: folder, ...env })
      expect(status).toBe(2)
      expect(sentences).toEqual([expect.stringMatching(sentence)])
    }
    rmSync(folder, { recursive: true })
  },
)
