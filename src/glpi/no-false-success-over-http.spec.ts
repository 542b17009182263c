import { runsOf } from '../bin/full-run.ts'
import { testOverHttp } from './testing/http-stories.ts'

// `npm run test:long` runs each ten times as often
testOverHttp(runsOf({ sample: 8, all: 20 }))
