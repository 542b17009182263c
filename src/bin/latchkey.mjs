#!/usr/bin/env node
// `latchkey` of the installed package, and `npx latchkey …` in a checkout, which first builds what is missing.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { oldNode } from './old-node.mjs'

const refusal = oldNode()
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`)
  process.exit(1)
}
// no part of the package
const ensure = fileURLToPath(new URL('ensure.mjs', import.meta.url))
if (existsSync(ensure)) {
  const { spawnSync } = await import('node:child_process')
  const { status } = spawnSync(process.execPath, [ensure, 'deps', 'build'], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}
await import('../../dist/latchkey/main.js')
