import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vite'

const TARGET = fileURLToPath(new URL('native/libsql-target.ts', import.meta.url))

/** The command line and the gateway as one program: bundled, because loading 200 small files costs half the start-up. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  publicDir: false,
  plugins: [lingui({ configPath: fileURLToPath(new URL('../app/lingui.config.ts', import.meta.url)) })],
  build: {
    // the program; the other two are what e2e/gateway-host.mjs runs many gateways with
    ssr: true,
    rolldownOptions: { input: ['src/cli/main.ts', 'src/cli/serve-alone.ts', 'src/cli/world.ts'] },
    outDir: 'dist/latchkey',
    emptyOutDir: true,
    target: 'node20',
    // a smaller program starts sooner; names stay for fault reports
    minify: true,
  },
  resolve: { alias: { '@neon-rs/load': TARGET, 'detect-libc': TARGET } },
  // libsql's native code stays in the package it comes in; undici is loaded at first use only
  ssr: { noExternal: true, external: ['undici'] },
})
