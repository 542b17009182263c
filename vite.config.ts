import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist/app', emptyOutDir: true },
  test: { include: ['src/**/*.spec.{ts,tsx}'], environment: 'node' },
})
