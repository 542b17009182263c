import { testOnTheWire } from './testing/wire-bar.ts'

// `npm run test:long` runs each ten times as often
testOnTheWire(20)
