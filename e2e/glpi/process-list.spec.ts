import { existsSync, rmSync, watch } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { openGlpi } from '#glpi/open-glpi.ts'
import { keyOf } from '../faults/secrets.ts'
import { processesNow } from '../rig/everything.ts'
import { Traces } from '../rig/traces.ts'
import { aGlpi, SIGNAL, sshd } from './machines.ts'

const glpi = aGlpi()
const key = keyOf('process list')

afterEach(() => {
  delete process.env['SOME_KEY']
})

/** Once the console has the key, and before it stores it. */
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
])('while a key goes in %s, no process shows it', async (_, prefix) => {
  glpi().put('hold', '')
  process.env['SOME_KEY'] = key
  const way = openGlpi({ connection: { console: { ...glpi().console, prefix: prefix() } } })
  const outcome = way.set(key, SIGNAL)
  await holding()
  const seen = tracesNow(key)
  rmSync(glpi().at('hold'))
  expect(await outcome).toMatchObject({ did: 'wrote', storage: 'proven' })
  expect(seen).toEqual([])
  await way.close()
})

test('and a long one that goes in as an argument does: these eyes see', async () => {
  const long = Buffer.from(JSON.stringify({ note: 'x'.repeat(4000), signature: key })).toString('base64')
  glpi().put('hold', '')
  const way = openGlpi({ connection: { console: glpi().console }, allowKeyAsArgument: true })
  const outcome = way.set(long, SIGNAL)
  await holding()
  const seen = tracesNow(long)
  rmSync(glpi().at('hold'))
  expect(await outcome).toMatchObject({ storage: 'proven' })
  expect(seen.map((where) => where.replace(/\d+/, ''))).toEqual(['/proc//cmdline'])
  await way.close()
})

test('what is cancelled ends with all that it has started', async () => {
  glpi().put('hold', '')
  const given = new AbortController()
  const way = openGlpi({ connection: { console: { ...glpi().console, prefix: ['sh', '-c', '"$@"; exit $?', 'sh'] } } })
  const outcome = way.set(key, given.signal)
  await holding()
  const running = () => processesNow().filter(({ bytes }) => bytes.includes(glpi().at('bin/console')))
  expect(running()).not.toEqual([])
  given.abort()
  expect(await outcome).toMatchObject({ did: 'wrote', cause: 'glpi-unreachable', errorCode: 'CANCELLED' })
  await expect.poll(running).toEqual([])
  expect(await glpi().value()).toBeUndefined()
  await way.close()
})
