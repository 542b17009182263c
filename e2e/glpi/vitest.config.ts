import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { DEADLINES } from '../../src/bin/deadlines.ts'
import { putTemporaryFilesInMemory } from '../../src/bin/temporary-folder.ts'

putTemporaryFilesInMemory()

/** The connection methods against real parts: MariaDB, PHP, sshd; a console and a folder of ours stand in for GLPI's. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['e2e/glpi/*.spec.ts'],
    globalSetup: ['e2e/glpi/setting.ts'],
    // they share their modules, as the unit tests do
    isolate: false,
    experimental: { fsModuleCache: true },
    // most of the time they wait for each other's processes
    maxWorkers: 3,
    ...DEADLINES,
  },
})
