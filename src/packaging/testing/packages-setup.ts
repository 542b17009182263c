import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { cloneCheckout } from './clone.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** the checkout that `npm run package` ran in; what it made is in its `dist/packages` */
    packagedIn: string
  }
}

/** Where the clones of the specs are: on the disk of the checkout, and known to no other suite. */
const CLONES = join(import.meta.dirname, '../../../test-results/packaged')

/** Packages once for all specs, in a clone: a build in this checkout would take the page away under the browser tests. */
export default async function setUp(project: TestProject): Promise<() => void> {
  rmSync(CLONES, { recursive: true, force: true })
  mkdirSync(CLONES, { recursive: true })
  const folder = join(CLONES, 'one')
  await cloneCheckout(folder)
  await promisify(execFile)(process.execPath, ['src/packaging/package.mjs', '--no-audit'], {
    cwd: folder,
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
    // a build says a lot
    maxBuffer: 100_000_000,
  })
  project.provide('packagedIn', folder)
  return () => rmSync(CLONES, { recursive: true, force: true })
}
