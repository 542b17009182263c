import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { ARCHITECTURES } from './native/architectures.ts'
import { makeNativePackages } from './native/native-packages.ts'

const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('packages that are made again, in another folder, under another umask and time zone, are the same bytes', () => {
  const packages = join(inject('packagedIn'), 'dist/packages')
  const folder = mkdtempSync(join(tmpdir(), 'latchkey noch einmal '))
  const former = process.umask(0o077)
  const zone = process.env['TZ']
  process.env['TZ'] = 'Asia/Kolkata'
  onTestFinished(() => {
    process.umask(former)
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
    rmSync(folder, { recursive: true, force: true })
  })
  const tarball = readdirSync(packages).find((name) => name.endsWith('.tgz')) ?? ''
  const made = makeNativePackages(join(packages, tarball), folder, { architectures: ARCHITECTURES.slice(0, 1) })
  expect(made.length).toBeGreaterThan(0)
  const names = readdirSync(folder).toSorted()
  expect(names.map((name) => [name, sumOf(join(folder, name))])).toEqual(
    names.map((name) => [name, sumOf(join(packages, name))]),
  )
})
