import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import { CONDITIONS, isFault, type Condition } from './conditions.ts'
import { connectionFor, methodsFor } from './methods.ts'
import { readSettings } from './settings.ts'

const EXAMPLE = fileURLToPath(new URL('example.yaml', import.meta.url))

test('the example names every fault, and every method can be tried with it', () => {
  const [glpi] = readSettings(EXAMPLE).glpis
  if (!glpi) throw new Error('the example has no GLPI')
  expect(Object.keys(glpi.faults)).toEqual(CONDITIONS.filter(isFault))
  const untried = methodsFor(glpi).filter((method) => connectionFor(glpi, method, 'sound') === null)
  expect(untried).toEqual([])
})

function connectionOf(name: string, condition: Condition): Connection | null {
  const [glpi] = readSettings(EXAMPLE).glpis
  const method = glpi && methodsFor(glpi).find((one) => one.name === name)
  if (!glpi || !method) throw new Error(`the example has no ${name}`)
  return connectionFor(glpi, method, condition)
}

const OWN = '/var/www/glpi-11/config/glpicrypt.key'

test.each<[string, string, Condition, object]>([
  [
    'a pair',
    'rest + database',
    'reading-only',
    { write: 'rest', prove: 'database', rest: { userToken: 'mLzR1practice' } },
  ],
  ['root', 'console as root', 'sound', { console: { prefix: ['sudo'] } }],
  ['a foreign copy', 'database', 'foreign-copy', { database: { cryptKeyFile: '/srv/copies/another.key' } }],
  ['its own file', "database, GLPI's own file", 'sound', { database: { cryptKeyFile: OWN } }],
  ['a console that reads only', 'console', 'reading-only', { console: { prefix: ['sudo', '-u', 'nobody', '--'] } }],
])('%s', (_, name, condition, expected) => {
  expect(connectionOf(name, condition)).toMatchObject(expected)
})

test.each<[string, string, Condition]>([
  ['a database without a right', 'database', 'right-missing'],
  ['a copy where none is used', 'rest', 'foreign-copy'],
  ['root, who has every right', 'console as root', 'right-missing'],
])('%s is not tried', (_, name, condition) => {
  expect(connectionOf(name, condition)).toBeNull()
})

test('a file that is not as it should be is refused with the place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-real-glpi-'))
  const path = join(folder, 'glpis.yaml')
  writeFileSync(path, 'services: http://127.0.0.1:8120\nglpis: [{ name: ten, version: 9 }]\n')
  expect(() => readSettings(path)).toThrow(/glpis\[0\]\.version/)
  rmSync(folder, { recursive: true })
})
