import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'
import { compactState, openState, readState, type StateLine } from './state-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  path = join(folder, 'fleet.yaml.state')
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = '2026-11-25T12:00:00.000Z'
const run: StateLine = { line: 'run', version: 1, at }
const close: StateLine = { line: 'close', at }
const begin = (name: string): StateLine => ({ line: 'begin', name, entry: 'e', key: 'sha256:k' })
const end = (name: string, done = true): StateLine => ({
  line: 'end',
  name,
  entry: 'e',
  key: 'sha256:k',
  done,
  storage: done ? 'proven' : 'unknown',
  cause: done ? null : 'glpi-unreachable',
  mark: done ? 'm' : null,
  at,
})
const write = (...lines: StateLine[]) => {
  const file = openState(path)
  for (const line of lines) file.append(line)
  file.sync()
  file.close()
}
const done = { entry: 'e', key: 'sha256:k', done: true, mark: 'm', storage: 'proven', at }
const failed = { ...done, done: false, mark: null, storage: 'unknown' }
/** Nobody knows what became of it. */
const open = { ...failed, storage: null, at: null }

test('nothing is remembered where there is no file', async () => {
  expect(await readState(path)).toEqual({ isOpen: false, begunAt: null, instances: new Map() })
})

test.each<[string, StateLine[], object]>([
  ['a run that was killed in the middle of a write', [run, begin('a'), end('a'), begin('b')], { a: done, b: open }],
  ['one that failed', [run, begin('a'), end('a', false)], { a: failed }],
  ['a value that was being replaced is not remembered', [run, end('a'), begin('a')], { a: open }],
  ['a new run remembers values, and has done nothing', [run, end('a'), close, run], { a: { ...done, done: false } }],
])('%s', async (_, lines, instances) => {
  write(...lines)
  expect(await readState(path)).toEqual({ isOpen: true, begunAt: at, instances: new Map(Object.entries(instances)) })
})

test('a torn last line is ignored, and the next one begins on a line of its own', async () => {
  write(run, end('a'))
  appendFileSync(path, '{"line":"end","name":"b","ent')
  write(end('c'))
  expect([...(await readState(path)).instances.keys()]).toEqual(['a', 'c'])
})

test('cut anywhere, it is read as the lines that are whole', async () => {
  write(run, begin('a'), end('a'))
  const whole = readFileSync(path, 'utf8')
  // a line needs all of its braces, and not its line break
  const [begun, ended] = [whole.indexOf('"end"') - '{"line":\n'.length, whole.length - 1]
  for (let length = 0; length <= whole.length; length += 1) {
    writeFileSync(path, whole.slice(0, length))
    const { instances } = await readState(path)
    expect(instances.get('a')?.done).toBe(length >= ended ? true : length >= begun ? false : undefined)
  }
})

test('a closed run has one line for each instance, and only its owner may read the file', async () => {
  write(run, begin('a'), end('a'), begin('b'), end('b'))
  compactState(path, await readState(path), at)
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(4)
  expect(await readState(path)).toEqual({
    isOpen: false,
    begunAt: at,
    instances: new Map([
      ['a', done],
      ['b', done],
    ]),
  })
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('one at a time', () => {
  const release = takeLock(path)
  expect(() => takeLock(path)).toThrow(`process ${process.pid}`)
  release()
  takeLock(path)()
})

const outcome = (): string => {
  try {
    takeLock(path)()
    return 'taken'
  } catch (error) {
    return String(error)
  }
}

test.each<[string, object, string]>([
  ['a process that has died', { pid: 2 ** 22 + 1, host: hostname(), started: '1' }, 'taken'],
  ['its id given to another', { pid: process.pid, host: hostname(), started: '1' }, 'taken'],
  ['a process that lives', { pid: process.ppid, host: hostname(), started: null }, 'is being worked on'],
  ['a process of another machine', { pid: 2 ** 22 + 1, host: 'elsewhere.invalid', started: '1' }, 'is being worked on'],
  ['one that has only just begun', {}, 'is being worked on'],
])('the lock of %s', (_, owner, expected) => {
  writeFileSync(path, JSON.stringify(owner))
  expect(outcome()).toContain(expected)
})
