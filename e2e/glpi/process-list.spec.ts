import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, watch } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { openGlpi } from '#glpi/open-glpi.ts'
import { processesNow } from '../rig/everything.ts'
import { Traces } from '../rig/traces.ts'
import { aGlpi, SIGNAL, sshd } from './machines.ts'

const glpi = aGlpi()
/**
 * Every process of the machine is looked at, also those of other tests and runs: so no other key may have a part in common with this
 * one. The members that many keys begin with would be one.
 */
const keyOf = (bytes: number): string =>
  Buffer.from(JSON.stringify({ signature: randomBytes(bytes).toString('base64') })).toString('base64')
const key = keyOf(150)

afterEach(() => {
  delete process.env['SOME_KEY']
})

/** Waits until the console has the key and has not stored it yet. */
async function holding(): Promise<void> {
  const folder = glpi().folder
  await new Promise<void>((resolve) => {
    const watcher = watch(folder, () => done())
    const done = () => {
      if (!existsSync(glpi().at('holding'))) return
      watcher.close()
      resolve()
    }
    done()
  })
}

const tracesNow = (secret: string): string[] =>
  processesNow()
    .filter(({ where }) => !where.startsWith(`/proc/${process.pid}/`))
    .filter(({ bytes }) => new Traces(secret).in(bytes.toString('latin1')).length > 0)
    .map(({ where }) => where)

test.each([
  ['here', () => []],
  ['over ssh', () => sshd().prefix],
])('while a key is written %s, no process shows it', async (_, prefix) => {
  glpi().put('hold', '')
  process.env['SOME_KEY'] = key
  const opened = openGlpi({ connection: { console: { ...glpi().console, prefix: prefix() } } })
  const outcome = opened.set(key, SIGNAL)
  await holding()
  const seen = tracesNow(key)
  rmSync(glpi().at('hold'))
  expect(await outcome).toMatchObject({ did: 'wrote', storage: 'proven' })
  expect(seen).toEqual([])
  await opened.close()
})

test('a long key passed as an argument is seen in the process list', async () => {
  const long = keyOf(3000)
  glpi().put('hold', '')
  const opened = openGlpi({ connection: { console: glpi().console }, allowKeyAsArgument: true })
  const outcome = opened.set(long, SIGNAL)
  await holding()
  const seen = tracesNow(long)
  rmSync(glpi().at('hold'))
  expect(await outcome).toMatchObject({ storage: 'proven' })
  expect(seen.map((where) => where.replace(/\d+/, ''))).toEqual(['/proc//cmdline'])
  await opened.close()
})

test('a cancelled write ends every process that it started', async () => {
  glpi().put('hold', '')
  const given = new AbortController()
  const opened = openGlpi({
    connection: { console: { ...glpi().console, prefix: ['sh', '-c', '"$@"; exit $?', 'sh'] } },
  })
  const outcome = opened.set(key, given.signal)
  await holding()
  const running = () => processesNow().filter(({ bytes }) => bytes.includes(glpi().at('bin/console')))
  expect(running()).not.toEqual([])
  given.abort()
  expect(await outcome).toMatchObject({ did: 'wrote', cause: 'glpi-unreachable', errorCode: 'CANCELLED' })
  await expect.poll(running).toEqual([])
  expect(await glpi().value()).toBeUndefined()
  await opened.close()
})
