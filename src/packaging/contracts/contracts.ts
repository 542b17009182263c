import type { ContractSchema } from './compare-schemas.ts'

/** What a command takes. */
export type CommandContract = {
  /** As they are written in the usage: `<shell>`, `[words...]`. */
  arguments: string[]
  /** By their long name, as in the help: `--key-file <path>`. */
  options: Record<string, { flags: string; isRequired: boolean; choices?: string[] }>
}

/** One route, as programs use it. */
export type RouteContract = {
  /** The least role; null: nobody need be signed in. */
  role: string | null
  /** Whether a read-only token opens it, and where it may stand. */
  token: string | null
  query: string[]
  status: number
  /** How the reply comes: `json`, `lines`, `events`, `nothing`, `redirect`, or a media type. */
  answers: string[]
  body?: ContractSchema
  reply?: ContractSchema
}

/** All that others build on, as it is in one version. */
export type Contracts = {
  version: string
  /** By method and path. */
  routes: Record<string, RouteContract>
  /** The shape of every refusal. */
  problem: ContractSchema
  /** The HTTP status of each code that a request may be refused with. */
  problemStatus: Record<string, number>
  causeCodes: string[]
  /** By their words: `fleet apply`. */
  commands: Record<string, CommandContract>
  /** By what they mean. */
  exitCodes: Record<string, number>
  /** Of `--format nagios`. */
  monitoringExits: Record<string, number>
  /** What `--json` prints, for each command that was run: the paths of its members. */
  jsonOutput: Record<string, string[]>
  fleetFile: ContractSchema
  /** As it is written, and as it is still read. */
  report: { written: ContractSchema; read: ContractSchema }
  /** Environment variables. */
  settings: string[]
  /** Metrics with their labels. */
  metrics: Record<string, string[]>
  auditColumns: string[]
  /** What several shapes share: `$ref` leads here. */
  $defs: Record<string, ContractSchema>
}
