import { copyFileSync, mkdtempSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { Gateway } from './gateway.ts'
import { AS_PROGRAM, expect, STOPPED, test } from './panel.ts'

/** What src/docs/security-and-backup.md says to copy. */
const COPIED = ['latchkey.sqlite', 'latchkey.key']

test.use({ hasOwnProcess: true })

for (const [when, halt] of [
  ['killed right after a change', async (gateway: Gateway) => void (await gateway.stop('SIGKILL'))],
  ['that goes on', async () => undefined],
] as const) {
  test(
    `a copy of two files of a gateway ${when} is whole: it starts elsewhere, with everything in it`,
    { tag: '@full' },
    async ({ panel, gateway, host }) => {
      const { page } = panel
      // the page is open while its gateway stops
      panel.brought = STOPPED
      const instances = `${gateway.url}/api/instances`
      const registration = `${instances}/town/registration`
      const data = { id: 'town', name: 'Town hall', servicesUrl: gateway.sandboxUrl }
      await page.request.post(instances, { data })
      for (const name of ['standard', 'ends-in-45'])
        await page.request.put(registration, { data: { key: sandboxKey(name) } })
      const before = Registration.parse(await (await page.request.delete(registration, AS_PROGRAM)).json())
      await halt(gateway)
      const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
      mkdirSync(join(folder, 'data'))
      for (const name of COPIED) copyFileSync(join(gateway.folder, 'data', name), join(folder, 'data', name))
      await gateway.stop()
      const restored = await Gateway.start({ folder, host })
      try {
        // its session came with it, under the name of the same host
        const seen = await page.request.get(`${restored.url}/api/instances/town/registration`)
        const { former, key, revision } = Registration.parse(await seen.json())
        expect([former, key, revision]).toEqual([before.former, null, before.revision])
        expect(former).toHaveLength(2)
        expect(readdirSync(join(folder, 'data')).toSorted()).toEqual([...COPIED, 'latchkey.lock'].toSorted())
      } finally {
        await restored.remove()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
}
