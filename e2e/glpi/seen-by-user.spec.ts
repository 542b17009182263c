import { chmodSync, mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { isDone, type Snapshot } from '#domain/storage.ts'
import { encryptedAsGlpi } from '#glpi/testing/as-glpi.ts'
import { asUser } from '../rig/as-user.ts'
import { IS_ROOT, PHP_UID } from '../rig/glpi-machine/machine.ts'
import { aGlpi, inspect, set } from './machines.ts'

/** What one user of GLPI's machine sees is not what PHP behind the web server sees: files and users are real ones here. */

const glpi = aGlpi()

/** A user of the machine who is neither root nor the one PHP runs as. */
const SOMEBODY = 23_456
const ROOT = 0

const CONSOLE = {
  root: () => ({ console: glpi().console }),
  php: () => ({ console: { ...glpi().console, prefix: asUser(PHP_UID) } }),
  somebody: () => ({ console: { ...glpi().console, prefix: asUser(SOMEBODY) } }),
}

const FILE = 'config/glpicrypt.key'

function own(path: string, uid: number, mode: number): void {
  glpi().give(path, uid)
  chmodSync(glpi().at(path), mode)
}

function filesOfRoot(): void {
  for (const name of ['files', 'files/_cache', 'files/_log', 'files/_sessions']) own(name, ROOT, 0o755)
  // no web server of this machine comes as far as this GLPI
  chmodSync(glpi().folder, 0o700)
}

type Told = Pick<Snapshot, 'cryptKey' | 'directoryWritable'> & { stored: Partial<Snapshot['stored']> }

test.each<[who: keyof typeof CONSOLE, finds: string, change: () => void, expected: Partial<Told>]>([
  [
    'root',
    'everything in order',
    () => undefined,
    { cryptKey: 'sound', directoryWritable: true, stored: { state: 'readable' } },
  ],
  [
    'root',
    'an encryption file that only root may read',
    () => own(FILE, ROOT, 0o600),
    { cryptKey: 'missing', stored: { state: 'faulty', cause: 'crypt-key-missing' } },
  ],
  ['root', 'one that only PHP’s group may read', () => own(FILE, PHP_UID, 0o040), { cryptKey: 'missing' }],
  [
    'root',
    'one that only PHP may read',
    () => own(FILE, PHP_UID, 0o400),
    { cryptKey: 'sound', stored: { state: 'readable' } },
  ],
  ['root', 'a folder above it that PHP may not enter', () => own('config', ROOT, 0o700), { cryptKey: 'missing' }],
  [
    'root',
    'a marketplace folder that only root may write to',
    () => own('marketplace', ROOT, 0o755),
    { directoryWritable: false },
  ],
  ['root', 'one that everyone may write to', () => own('marketplace', ROOT, 0o777), { directoryWritable: true }],
  [
    'root',
    'only a folder in files/ that belongs to PHP',
    () => {
      for (const name of ['files', 'files/_cache', 'files/_log']) own(name, ROOT, 0o755)
      own(FILE, ROOT, 0o600)
    },
    { cryptKey: 'missing' },
  ],
  [
    'root',
    'nothing that shows which user PHP runs as',
    filesOfRoot,
    { cryptKey: null, directoryWritable: null, stored: { state: 'present', fingerprint: null, length: null } },
  ],
  [
    'php',
    'everything in order',
    () => undefined,
    { cryptKey: 'sound', directoryWritable: true, stored: { state: 'readable' } },
  ],
  ['somebody', 'everything in order', () => undefined, { cryptKey: 'sound', stored: { state: 'readable' } }],
  [
    'somebody',
    'an encryption file that only PHP may read',
    () => own(FILE, PHP_UID, 0o600),
    { cryptKey: 'sound', stored: { state: 'present', length: DEMO_KEY.length, cause: null } },
  ],
  [
    'somebody',
    'one that only they may read',
    () => own(FILE, SOMEBODY, 0o600),
    { cryptKey: 'missing', stored: { state: 'faulty', cause: 'crypt-key-missing' } },
  ],
  ['somebody', 'one that only root may read', () => own(FILE, ROOT, 0o600), { cryptKey: 'missing' }],
  ['somebody', 'a folder above it that they may not enter', () => own('config', PHP_UID, 0o700), { cryptKey: null }],
  [
    'somebody',
    'a marketplace folder that only PHP may enter',
    () => own('marketplace', PHP_UID, 0o700),
    { directoryWritable: true },
  ],
  [
    'somebody',
    'one that only they may write to',
    () => own('marketplace', SOMEBODY, 0o755),
    { directoryWritable: false },
  ],
  [
    'somebody',
    'one that belongs to PHP, and is read-only',
    () => own('marketplace', PHP_UID, 0o555),
    { directoryWritable: false },
  ],
  [
    'somebody',
    'one below a folder that PHP may not enter',
    () => {
      mkdirSync(glpi().at('closed/marketplace'), { recursive: true })
      own('closed/marketplace', PHP_UID, 0o755)
      own('closed', SOMEBODY, 0o700)
      glpi().put(
        'config/local_define.php',
        `<?php\ndefine('GLPI_MARKETPLACE_DIR', '${glpi().at('closed/marketplace')}');\n`,
      )
    },
    { directoryWritable: false },
  ],
])('%s finds %s', async (who, _, change, expected) => {
  if (!IS_ROOT) throw new Error('files are given to other users here, which takes root')
  await glpi().store(encryptedAsGlpi(DEMO_KEY, glpi().cryptKey))
  change()
  expect((await inspect(CONSOLE[who]())).snapshot).toMatchObject(expected)
})

test('the steps name the user who looked, the user it is judged for, and how that one is known', async () => {
  own(FILE, ROOT, 0o600)
  const { byId } = await inspect(CONSOLE.root())
  expect(byId['host:machine']?.facts).toEqual({ user: 'root' })
  expect(byId['host:glpi-file']).toMatchObject({
    outcome: 'failed',
    cause: 'crypt-key-missing',
    facts: {
      state: 'unreadable',
      owner: 'root',
      mode: '0600',
      user: 'root',
      'judged-for': 'nobody',
      'judged-by': 'files',
    },
  })
  own(FILE, PHP_UID, 0o600)
  const bySomebody = await inspect(CONSOLE.somebody())
  expect(bySomebody.byId['host:glpi-file']).toMatchObject({
    outcome: 'passed',
    facts: { state: 'sound', owner: 'nobody', user: String(SOMEBODY), 'judged-for': 'nobody', 'judged-by': 'files' },
  })
})

test('where PHP’s user is unknown, nothing is claimed and no write is proven', async () => {
  filesOfRoot()
  const { byId } = await inspect(CONSOLE.root())
  expect(byId['host:glpi-file']).toMatchObject({
    outcome: 'passed',
    cause: null,
    facts: { state: 'unknown', user: 'root' },
  })
  expect(byId['host:glpi-file']?.facts['judged-for']).toBeUndefined()
  expect(byId['host:directory']).toMatchObject({ outcome: 'passed', facts: { state: 'unknown' } })
  const outcome = await set(CONSOLE.root(), DEMO_KEY)
  expect(outcome).toMatchObject({ did: 'wrote', storage: 'accepted', cause: 'stored-unproven' })
  expect(isDone(outcome, 'set')).toBe(false)
})

test('a key that root wrote with a file PHP may not read is not called stored', async () => {
  own(FILE, ROOT, 0o600)
  expect(await set(CONSOLE.root(), DEMO_KEY)).toMatchObject({ did: 'kept', cause: 'crypt-key-missing' })
  expect(await glpi().value()).toBeUndefined()
})

test('for a user who may only read, no right to change the setup is claimed', async () => {
  const { snapshot, byId } = await inspect(CONSOLE.somebody())
  expect(snapshot.rights).toEqual({ read: true, update: false })
  expect(byId['host:glpi-right']).toMatchObject({
    outcome: 'failed',
    cause: 'command-failed',
    facts: { 'error-code': 'FILES_READ_ONLY', user: String(SOMEBODY), said: `not writable: ${glpi().at('files')}` },
  })
  expect(await set(CONSOLE.somebody(), DEMO_KEY)).toMatchObject({ did: 'kept', cause: 'command-failed' })
  for (const name of ['files', 'files/_cache', 'files/_sessions']) own(name, PHP_UID, 0o777)
  expect((await inspect(CONSOLE.somebody())).snapshot.rights).toEqual({ read: true, update: true })
  expect(await set(CONSOLE.somebody(), DEMO_KEY)).toMatchObject({ did: 'wrote', storage: 'proven' })
})

test('GLPI’s own database account may only read', async () => {
  await glpi().sql(`REVOKE INSERT, UPDATE ON ${glpi().name}.* FROM '${glpi().name}'@'127.0.0.1'`)
  const { snapshot, byId } = await inspect(CONSOLE.root())
  expect(snapshot.rights).toEqual({ read: true, update: false })
  expect(byId['host:glpi-right']).toMatchObject({ cause: 'right-missing', facts: { 'error-code': 'MYSQL_1142' } })
})
