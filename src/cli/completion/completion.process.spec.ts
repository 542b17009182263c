import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { latchkey } from '../testing/latchkey.ts'
import { builtProgram } from '../testing/program.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  file = join(folder, 'fleet.yaml')
  const names = ['head-office', 'branch', 'a $(touch pwned) b']
  const entries = names.map((name) => `  - name: ${name}\n    rest: {url: https://a.example}\n`)
  writeFileSync(file, `version: 1\ninstances:\n${entries.join('')}`)
  const program = join(folder, 'latchkey')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${await builtProgram()}' "$@"\n`)
  chmodSync(program, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function complete(...words: string[]) {
  const { code, out, err } = await latchkey(['complete', '--', ...words], { env: { LATCHKEY_FLEET: file } })
  expect([code, err]).toEqual([0, ''])
  return out === '' ? [] : out.split('\n').map((line) => line.split('\t')[0])
}

test.each<[string, string[], string[]]>([
  ['commands that begin so', ['se'], ['set', 'serve', 'settings', 'self-check']],
  ['a command of a command', ['fleet', 'p'], ['plan']],
  ['options', ['fleet', 'apply', '--all'], ['--all', '--allow-key-as-argument']],
  ['options once', ['status', '--offline', '--o'], []],
  ['names of instances', ['set', '--instance', 'b'], ['branch']],
  ['the last of a list', ['fleet', 'plan', '--only', 'branch,'], ['branch,head-office', 'branch,a $(touch pwned) b']],
  ['choices', ['doctor', '--report'], ['--report']],
  ['choices of a value', ['invite', '--role', ''], ['viewer', 'support', 'operator', 'admin']],
  ['choices of an argument', ['completion', 'f'], ['fish']],
  ['paths', ['set', '--key-file', 'x'], [':files']],
  ['a value of one’s own', ['check', '--uuid', ''], []],
  ['words nobody knows', ['nothing', '-'], ['--version', '--lang', '--env-file', '--help']],
])('%s', async (_, words, expected) => {
  expect(await complete(...words)).toEqual(expected)
})

test('a fleet file that cannot be read is no complaint at the prompt', async () => {
  expect(await complete('set', '--file', '/nowhere', '--instance', '')).toEqual([])
})

const find = (shell: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((one) => join(one, shell))
    .find((path) => spawnSync(path, ['-c', 'exit 0']).status === 0)

function inShell(shell: string, script: string) {
  const { stdout, stderr } = spawnSync(shell, ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}`, LATCHKEY_FLEET: file, HOME: folder },
  })
  return { lines: stdout.trim().split('\n'), stderr }
}

const bash = find('bash')
describe.skipIf(bash === undefined)('bash', () => {
  const typed = (...words: string[]) =>
    inShell(
      bash ?? '',
      `source <(latchkey completion bash); COMP_WORDS=(latchkey ${words.join(' ')}); COMP_CWORD=${words.length}; _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`,
    )

  test.each<[string[], string[]]>([
    [['fle'], ['fleet']],
    [
      ['fleet', '""'],
      ['plan', 'apply', 'status', 'help'],
    ],
    [['set', '--instance', 'h'], ['head-office']],
    // as it has to be typed, and never run
    [['set', '--instance', 'a'], ['a\\ \\$\\(touch\\ pwned\\)\\ b']],
    [['set', '--instance', `'$(touch pwned)'`], ['']],
    [['set', '--file', 'fl'], ['fleet.yaml']],
  ])('%j', (words, expected) => {
    expect(typed(...words)).toEqual({ lines: expected, stderr: '' })
    expect(inShell(bash ?? '', 'ls')).toMatchObject({ lines: ['fleet.yaml', 'latchkey'] })
  })
})

const fish = find('fish')
describe.skipIf(fish === undefined)('fish', () => {
  test.each<[string, string[]]>([
    ['latchkey fle', ['fleet']],
    ['latchkey fleet ', ['apply', 'help', 'plan', 'status']],
    ['latchkey set --instance h', ['head-office']],
    ['latchkey set --file fl', ['fleet.yaml']],
  ])('%s', (line, expected) => {
    const { lines } = inShell(fish ?? '', `latchkey completion fish | source; complete -C '${line}'`)
    expect(new Set(lines.map((one) => one.split('\t')[0]))).toEqual(new Set(expected))
  })
})

const zsh = find('zsh')
describe.skipIf(zsh === undefined)('zsh', () => {
  // its completion runs in a terminal alone; these stand in for what it hands to the function, and for what that calls
  const typed = (words: string, count: number) =>
    inShell(
      zsh ?? '',
      `compdef() { : }; _describe() { print -l -- \${(P)@[-1]} }; _files() { print files }; eval "$(latchkey completion zsh)"; words=(latchkey ${words}); CURRENT=${count + 1}; _latchkey`,
    ).lines.map((line) => line.split(':')[0])

  test('commands, names and paths', () => {
    expect(typed('fle', 1)).toEqual(['fleet'])
    expect(typed('set --instance h', 3)).toEqual(['head-office'])
    expect(typed("set --file ''", 3)).toEqual(['files'])
  })
})
