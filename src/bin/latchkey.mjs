#!/usr/bin/env node
// `npx latchkey …` in a checkout: builds what is missing, then hands over to the built command line.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ensure = fileURLToPath(new URL('ensure.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [ensure, 'deps', 'build'], { stdio: ['ignore', 2, 2] })
if (status !== 0) process.exit(1)
await import('../../dist/latchkey/main.js')
