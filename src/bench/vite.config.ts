import { defineConfig } from 'vite'
import program from '../cli/vite.config.ts'

/** Built as the program is, so that what runs in both is the same code. */
export default defineConfig({
  ...program,
  build: { ...program.build, rolldownOptions: { input: ['src/bench/main.ts'] }, outDir: 'dist/bench', minify: false },
  ssr: { ...program.ssr, external: ['undici', 'playwright'] },
})
