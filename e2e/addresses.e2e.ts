import { hostname } from 'node:os'
import { expect, test } from './panel.ts'

/** The one that has HTTPS: others are not let in without it. */
const LATCHKEY_TRUSTED_PROXY = '127.0.0.1'

test.describe('on every address of the machine', () => {
  test.use({ env: { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_TRUSTED_PROXY } })

  test('the printed link opens, and it is said how to open it from elsewhere', async ({ gateway, panel }) => {
    await panel.expectState('No key')
    const { port } = new URL(gateway.url)
    expect(gateway.signInUrl).toMatch(new RegExp(`^http://localhost:${port}/sign-in#token=`))
    expect(gateway.output).toContain(
      `put its name in place of localhost (here it is called ${hostname()}, port ${port})`,
    )
  })
})

test.describe('behind a proxy', () => {
  test.use({ env: { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_TRUSTED_PROXY, LATCHKEY_PUBLIC_URL: 'https://panel.example/' } })

  test('links have the address that people use, those of "invite" as well', { tag: '@full' }, async ({ gateway }) => {
    expect(gateway.signInUrl).toMatch(/^https:\/\/panel\.example\/sign-in#token=/)
    expect(await gateway.invite('viewer')).toMatch(/^https:\/\/panel\.example\/sign-in#token=/)
  })
})

test(
  '"invite" names the address that the gateway has, and not that of its own settings',
  { tag: '@full' },
  async ({ gateway }) => {
    const link = await gateway.invite('viewer', { LATCHKEY_PORT: '8420' })
    expect(link).toMatch(new RegExp(`^${gateway.url}/sign-in#token=`))
  },
)
