import { testWithin } from './key-text/testing/within-long-text.ts'

testWithin(150_000)
