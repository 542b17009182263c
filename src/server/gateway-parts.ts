import type { OpenGlpi } from '#glpi/glpi.ts'
import type { VendorClient } from '#glpi-network/client.ts'
import type { AuditKeeper } from './audit/audit-keeper.ts'
import type { Checker, PersonWaits } from './checker.ts'
import type { Diagnose } from './diagnosis/diagnoser.ts'
import type { GlpiRights } from './glpi-sign-in/glpi-rights.ts'
import type { ApiServices } from './http/api.ts'
import type { Front } from './front.ts'
import type { RequestLine } from './http/request-lines.ts'
import type { GivenSettings } from './given-settings.ts'
import type { Scheduler } from './scheduler.ts'
import type { Store } from './store/database.ts'
import type { DiagnosisStore } from './store/diagnoses.ts'
import type { VendorPath } from './vendor-path.ts'

/** The stand-in for GLPI Network: its address, and the keys that the page offers for it. */
export type SandboxPart = { url: string; keys: { name: string; does: string; key: string }[] }

export type GatewayParts = {
  dataFolder: string
  servicesUrl: string
  sandbox: SandboxPart | null
  createClient: (path: VendorPath) => VendorClient
  now: () => number
  /** A monotonic clock that starts at `now`. `createClient` compares clocks with it. */
  steady: () => number
  random: () => number
  /** The environment, which may name proxies, and an issuer of OpenID Connect. */
  env: Readonly<Record<string, string | undefined>>
  diagnose?: Diagnose
  openGlpi?: OpenGlpi
  /** The same by where each setting came from, for the page that shows it; `env` alone where that is not known. */
  given?: GivenSettings
  /** Whether commands may be run for the console of a GLPI. */
  consoleAllowed: boolean
  /** What comes before every path; empty where nothing does. */
  basePath?: string
  /** Every caller may be one that a proxy on this machine speaks for. */
  isBehindProxy?: boolean
  /** The names it is opened by, and the proxies before it. */
  front?: Front
  waits?: PersonWaits
  logRequest?: (line: RequestLine) => void
  /** One line of the gateway's own log. */
  log: (line: string) => void
  report: (error: unknown) => void
}

export type Gateway = ApiServices & {
  store: Store
  checker: Checker
  diagnoses: DiagnosisStore
  scheduler: Scheduler
  auditKeeper: AuditKeeper
  glpiRights: GlpiRights
  /** Stores the address at which people open it, for later sign-in links. */
  noteAddress(url: string): Promise<unknown>
  /** Ends what would be sent for ever. */
  endStreams(): void
  /** Ends within 8 s, whatever still hangs. */
  stop(): Promise<void>
}
