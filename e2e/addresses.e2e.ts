import { hostname } from 'node:os'
import { expect, test } from './panel.ts'

const UNENCRYPTED = /what they send is not encrypted/

test.describe('on every address of the machine', () => {
  test.use({ env: { LATCHKEY_HOST: '0.0.0.0' } })

  test('the printed link opens, and who listens beyond this machine is warned', async ({ gateway, panel }) => {
    await panel.expectState('No key')
    const { port } = new URL(gateway.url)
    expect(gateway.signInUrl).toMatch(new RegExp(`^http://localhost:${port}/sign-in#token=`))
    expect(gateway.output).toMatch(UNENCRYPTED)
    expect(gateway.output).toContain(
      `put its name in place of localhost (here it is called ${hostname()}, port ${port})`,
    )
  })
})

test.describe('behind a proxy', () => {
  test.use({ env: { LATCHKEY_HOST: '0.0.0.0', LATCHKEY_PUBLIC_URL: 'https://panel.example/' } })

  test('links have the address that people use, those of "invite" as well', async ({ gateway }) => {
    expect(gateway.signInUrl).toMatch(/^https:\/\/panel\.example\/sign-in#token=/)
    expect(await gateway.invite('viewer')).toMatch(/^https:\/\/panel\.example\/sign-in#token=/)
    expect(gateway.output).not.toMatch(UNENCRYPTED)
  })
})

test('"invite" names the address that the gateway has, and not that of its own settings', async ({ gateway }) => {
  const link = await gateway.invite('viewer', { LATCHKEY_PORT: '8420' })
  expect(link).toMatch(new RegExp(`^${gateway.url}/sign-in#token=`))
  expect(gateway.output).not.toMatch(UNENCRYPTED)
})
