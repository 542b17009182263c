import { expect, test } from 'vitest'
import { TestGateway } from './testing/gateway.ts'
import { raceForLinks } from './testing/link-races.ts'

test('of clients that open one link at once, one gets a session, 10,000 times', async () => {
  const panel = await TestGateway.open()
  expect(await raceForLinks(panel, 10_000, 1_000_014)).toEqual({ wrong: [], opened: 10_000 })
  await panel.close()
}, 1_800_000)
