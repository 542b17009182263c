import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeCertificates, type Certificates } from './certificates.ts'
import { furnishNetwork } from './network.ts'
import { has, hasOwnNetwork } from './parts.ts'
import { startResolver } from './resolver.ts'
import { startProxies } from './tinyproxy.ts'

export type Setting = {
  folder: string
  /** The root that is trusted, as a file for NODE_EXTRA_CA_CERTS; null without openssl. */
  rootFile: string | null
  certificates: Certificates | null
  /** By the names in `tinyproxy.ts`; null without it. */
  proxies: Record<string, string> | null
}

declare module 'vitest' {
  export interface ProvidedContext {
    setting: Setting
  }
}

/** What every test of the run shares, started once; vitest ends it whatever becomes of the tests. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rig-'))
  const stops: (() => Promise<void>)[] = []
  const tearDown = async () => {
    for (const stop of stops.toReversed()) await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    if (hasOwnNetwork && has('nft')) furnishNetwork()
    if (hasOwnNetwork && has('dnsmasq')) {
      const resolver = await startResolver(folder)
      stops.push(() => resolver.stop())
    }
    const proxies = has('tinyproxy') ? await startProxies(folder) : null
    if (proxies) stops.push(() => proxies.stop())
    provide('setting', { folder, ...certify(folder), proxies: proxies?.urls ?? null })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

function certify(folder: string): Pick<Setting, 'rootFile' | 'certificates'> {
  if (!has('openssl')) return { rootFile: null, certificates: null }
  const authority = join(folder, 'authority')
  mkdirSync(authority)
  const certificates = makeCertificates(authority)
  const rootFile = join(folder, 'root.pem')
  writeFileSync(rootFile, certificates.root)
  return { rootFile, certificates }
}
