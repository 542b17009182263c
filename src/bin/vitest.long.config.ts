import { defineConfig } from 'vitest/config'

/** `npm run test:long`: the property and crash runs at full size. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['src/**/*.long.ts'], testTimeout: 600_000 },
})
