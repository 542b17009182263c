// `npm run test:real-glpi`: TypeScript run where it stands, so that paths to the built program are what they are in the other tests.
import { runnerImport } from 'vite'

await runnerImport('./e2e/real-glpi/main.ts', { configFile: false, logLevel: 'error' })
