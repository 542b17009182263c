import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { DEADLINES } from './deadlines.ts'

/** `npm run test:long`: the property and crash runs at full size. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['src/**/*.long.ts'], ...DEADLINES },
})
