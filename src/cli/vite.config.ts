import { defineConfig } from 'vite'

/** The command line and the gateway as one program: bundled, because loading 200 small files costs half the start-up. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/latchkey',
    emptyOutDir: true,
    target: 'node20',
    // a smaller program starts sooner; names stay for fault reports
    minify: true,
  },
  // libsql is native code; undici is loaded at first use only
  ssr: { noExternal: true, external: ['libsql', 'undici'] },
})
