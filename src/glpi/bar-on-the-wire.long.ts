import { testOnTheWire } from './testing/wire-bar.ts'

testOnTheWire(200)
