import { defineConfig } from 'vite'
import program, { STAND_INS } from '../cli/vite.config.ts'

/** Built as the program is, so that what runs in both is the same code. */
export default defineConfig({
  ...program,
  build: { ...program.build, rolldownOptions: { input: ['src/bench/main.ts'] }, outDir: 'dist/bench', minify: false },
  // it asks by more of undici than the program does
  resolve: { alias: STAND_INS },
  ssr: { ...program.ssr, external: ['undici', 'playwright'] },
})
