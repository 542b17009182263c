import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { name, version } from '../../package.json'
import { cloneCheckout } from './testing/clone.ts'

const TARBALL = `${name}-${version}.tgz`

const listing = (tarball: string) =>
  execFileSync('tar', ['--list', '--verbose', '--gzip', '--file', tarball], { encoding: 'utf8' }).split('\n')
const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('another folder, umask, time zone and language, and `npm pack` itself, make the same bytes', async () => {
  const first = inject('packagedIn')
  const other = join(first, '../zwei und drei/ćwiczenie')
  mkdirSync(join(other, '..'), { recursive: true })
  // of the first one: somebody may be at work in this checkout meanwhile
  await cloneCheckout(other, first)
  await promisify(execFile)(
    'sh',
    ['-c', 'umask 077; find . -path ./node_modules -prune -o -type f -exec chmod go= {} +; exec npm pack'],
    {
      cwd: other,
      env: { ...process.env, TZ: 'Asia/Kolkata', LC_ALL: 'pl_PL.UTF-8', LANG: 'pl_PL.UTF-8', NODE_ENV: 'development' },
      maxBuffer: 100_000_000,
    },
  )
  const tarballs = [join(first, 'dist/packages', TARBALL), join(other, TARBALL)] as const
  // names what differs, where something does
  expect(listing(tarballs[1])).toEqual(listing(tarballs[0]))
  expect(sumOf(tarballs[1])).toBe(sumOf(tarballs[0]))
})
