// `npm run build`: everything that is shipped, into dist/. The page takes as long as the other three builds, and none needs another.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))
const BUDGET = fileURLToPath(new URL('budget.mjs', import.meta.url))

/** React builds in what it says to developers where the caller's environment asks for it. */
const ENVIRONMENT = { ...process.env, NODE_ENV: 'production' }

/** Runs until the first one that fails. @returns whether all ended well. */
async function inTurn(commands) {
  for (const [script, ...args] of commands) {
    const child = spawn(process.execPath, [script, ...args], { env: ENVIRONMENT, stdio: 'inherit' })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code !== 0) return false
  }
  return true
}

const ended = await Promise.all([
  inTurn([[VITE, 'build'], [BUDGET]]),
  inTurn([
    [VITE, 'build', '--mode', 'first-screen'],
    [VITE, 'build', '--mode', 'check-key'],
    [VITE, 'build', '--config', 'src/cli/vite.config.ts'],
  ]),
])
process.exitCode = ended.every(Boolean) ? 0 : 1
