import { testOverHttp } from './testing/http-stories.ts'

testOverHttp(200)
