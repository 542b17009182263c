import { isFullRun } from '../bin/full-run.ts'
import { testWithin } from './key-text/testing/within-long-text.ts'

// `npm run test:long` takes texts five times as long
testWithin(isFullRun ? 30_000 : 10_000)
