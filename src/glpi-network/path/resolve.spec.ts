import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { systemResolver } from '#net/system-resolver.ts'
import { resolveHost } from './resolve.ts'

const lookup = vi.spyOn(systemResolver, 'resolveAll')
afterEach(() => void lookup.mockReset())
afterAll(() => lookup.mockRestore())

const limits = { ms: 5_000, signal: new AbortController().signal }

test('an unspecified address is not an address', async () => {
  lookup.mockResolvedValue([
    { address: '0.0.0.0', family: 4 },
    { address: '::', family: 6 },
  ])
  await expect(resolveHost('vendor.example', limits)).rejects.toMatchObject({ cause: 'dns-not-found' })
  lookup.mockResolvedValue([
    { address: '0.0.0.0', family: 4 },
    { address: '192.0.2.1', family: 4 },
  ])
  expect(await resolveHost('vendor.example', limits)).toEqual([{ address: '192.0.2.1', family: 4 }])
})

test.each([
  ['ENOTFOUND', 'dns-not-found'],
  ['EAI_AGAIN', 'dns-timeout'],
  ['EAI_FAIL', 'dns-timeout'],
])('%s', async (code, failure) => {
  lookup.mockRejectedValue(Object.assign(new Error(code), { code }))
  await expect(resolveHost('vendor.example', limits)).rejects.toMatchObject({ cause: failure, errorCode: code })
})

test('a resolver that is silent is left when the time is up, or on demand', async () => {
  lookup.mockReturnValue(new Promise(() => undefined))
  await expect(resolveHost('vendor.example', { ...limits, ms: 10 })).rejects.toMatchObject({ cause: 'dns-timeout' })
  const aborted = { ...limits, signal: AbortSignal.abort() }
  await expect(resolveHost('vendor.example', aborted)).rejects.toMatchObject({ cause: 'dns-timeout' })
})

test('an address is not looked up', async () => {
  expect(await resolveHost('0.0.0.0', limits)).toEqual([{ address: '0.0.0.0', family: 4 }])
  expect(lookup).not.toHaveBeenCalled()
})
