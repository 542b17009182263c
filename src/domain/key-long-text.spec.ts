import { testWithin } from './key-text/testing/within-long-text.ts'

// `npm run test:long` takes texts five times as long
testWithin(30_000)
