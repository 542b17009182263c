import { readAuditSettings, type AuditSettings } from './audit/audit-settings.ts'
import { readSharedDatabase, type SharedDatabase } from './database-url.ts'
import { lockFolder } from './folder-lock.ts'
import { nameOfKeySource, readKeySource } from './key-source.ts'
import { readOidcSettings } from './oidc/oidc-settings.ts'
import { openData, type OpenData } from './open-data.ts'
import type { Environment } from './settings.ts'
import { storeFacts } from './store/facts.ts'
import { signIns } from './store/sign-ins.ts'

/** What a gateway opens and reads before anything else, because a fault in it stops the start. */
export type GatewayData = OpenData & {
  oidcSettings: ReturnType<typeof readOidcSettings>
  auditSettings: AuditSettings
  /** Where the data is, unless it is in SQLite in the folder. */
  shared: SharedDatabase | null
  /** Stores the address at which people open it, for later sign-in links. */
  noteAddress(url: string): Promise<unknown>
  /** The token that signs in the person who starts Latchkey; null where somebody is signed in. @param now the time, in milliseconds */
  startLink(now: () => number): Promise<string | null>
  /** Closes the store and releases the folder. A second call waits for the first. */
  close(): Promise<void>
}

const nothingToRelease = (): void => undefined

/** @throws SettingsError when the data folder cannot be used, or what the environment says of OpenID Connect, the audit or the key. */
export async function openGatewayData(dataFolder: string, env: Environment): Promise<GatewayData> {
  const oidcSettings = readOidcSettings(env)
  const auditSettings = readAuditSettings(env)
  const source = readKeySource(env, dataFolder)
  const shared = readSharedDatabase(env)
  let releaseFolder = nothingToRelease
  let closed: Promise<void> | undefined
  const opened = await openData(dataFolder, {
    source,
    shared,
    beforeChange: () =>
      (releaseFolder = lockFolder(dataFolder, { pid: process.pid, keySource: nameOfKeySource(source) })),
  }).catch((error: unknown) => {
    releaseFolder()
    throw error
  })
  return {
    ...opened,
    oidcSettings,
    auditSettings,
    shared,
    noteAddress: (url) => storeFacts(opened.store).note('address', url),
    startLink: (now) => signIns(opened.store, now).startLink(),
    close: () => (closed ??= opened.store.destroy().then(releaseFolder)),
  }
}
