import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vitest/config'
import { DEADLINES } from './deadlines.ts'

/** `npm run test:long`: the property and crash runs at full size. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [lingui({ configPath: 'src/app/lingui.config.ts' })],
  test: { include: ['src/**/*.long.ts'], ...DEADLINES },
})
