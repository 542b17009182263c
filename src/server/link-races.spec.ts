import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestGateway } from './testing/gateway.ts'
import { raceForLinks } from './testing/link-races.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

test('of clients that open one link at once, one gets a session, 300 times', async () => {
  expect(await raceForLinks(panel, 300, 14)).toEqual({ wrong: [], opened: 300 })
})
