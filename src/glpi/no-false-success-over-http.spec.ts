import { testOverHttp } from './testing/http-stories.ts'

// `npm run test:long` runs each ten times as often
testOverHttp(20)
