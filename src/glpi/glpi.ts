import type { Connection } from '#contract/connection.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Step } from '#domain/diagnosis.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { ReplyEvidence } from '#domain/evidence.ts'
import type { InstalledPlugin } from '#domain/installed-plugins.ts'
import type { ReplacePlugins, Snapshot, MethodKind, WriteOutcome } from '#domain/storage.ts'

export type Inspection = { snapshot: Snapshot; steps: Step[]; clocks: ClockReading[] }

export type GlpiOptions = {
  connection: Connection
  /** Asked by the probe that runs on GLPI's own machine: GLPI Network's address. */
  servicesUrl?: string
  /** A key over 4,095 characters goes to the console as an argument, where everyone on that machine can see it. false refuses. */
  allowKeyAsArgument?: boolean
  now?: () => number
}

/** One GLPI, by all the methods that are configured. Nothing here throws for what GLPI, its machine or the network does. */
export type Glpi = {
  methods: readonly MethodKind[]
  /** Inspects and changes nothing: by every configured method, step by step. Each sees what it can. */
  inspect(emit: (line: DiagnosisLine) => void, signal: AbortSignal): Promise<Inspection>
  /** Checks rights and length, reads the state before, writes, and reads back by the strongest method that is configured. */
  set(key: string, signal: AbortSignal): Promise<WriteOutcome>
  remove(signal: AbortSignal): Promise<WriteOutcome>
  /** Sets what the marketplace does about the plugins page, and does not read it back. null: sent; else why nothing was changed. Left out where nobody asks for it. */
  setReplacePlugins?(choice: ReplacePlugins, signal: AbortSignal): Promise<SettingFailure | null>
  /** The plugins that are installed, and by which method that was seen; null where no method that is configured shows them. */
  plugins?(signal: AbortSignal): Promise<SeenPlugins | SettingFailure | null>
  close(): Promise<void>
}

export type SeenPlugins = { by: MethodKind; plugins: InstalledPlugin[] }

export type SettingFailure = { cause: CauseCode; errorCode: string | null; evidence?: ReplyEvidence }

export type OpenGlpi = (options: GlpiOptions) => Glpi
