import { afterEach, beforeEach, expect, test } from 'vitest'
import { runsOf } from '../bin/full-run.ts'
import { TestGateway } from './testing/gateway.ts'
import { raceForLinks } from './testing/link-races.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const TIMES = runsOf({ sample: 60, all: 300 })

test(`of clients that open one link at once, one gets a session, ${TIMES} times`, async () => {
  expect(await raceForLinks(panel, TIMES, 14)).toEqual({ wrong: [], opened: TIMES })
})
