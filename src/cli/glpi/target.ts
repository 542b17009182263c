import type { OpenGlpi, Glpi } from '#glpi/glpi.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { fleetFileOf } from '../fleet/read-fleet.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'
import type { Noted } from './inspection-result.ts'

/** The GLPI that a command is about, from a fleet file or from the panel's data. */
export type GlpiTarget = {
  name: string
  /** GLPI Network's address for it. */
  services: string
  /** The text that holds its key, where its settings say which; null where they do not. */
  keyText: { source: string; read(): Promise<string> } | null
  noted: Noted | null
  open(openGlpi: OpenGlpi): Promise<Glpi>
  /** Records the outcome of a write of `wanted`, or of a removal. */
  record(outcome: WriteOutcome, wanted: WantedKey | null): Promise<void>
  close(): Promise<void>
}

export type GlpiTargetOptions = {
  instance: string
  file?: string
  state?: string
  services?: string
  allowKeyAsArgument?: boolean
  json?: boolean
  /** An instance of the panel that has no connection to its GLPI will do: its key can be asked about. */
  isKeyEnough?: boolean
}

/** An entry of the fleet file where one is named, else an instance of the panel that keeps its data here. @throws Complaint */
export async function openTarget(world: World, options: GlpiTargetOptions): Promise<GlpiTarget> {
  const file = fleetFileOf(world, options.file)
  if (file === undefined) return (await import('./store-target.ts')).storeTarget(world, options)
  return (await import('./fleet-target.ts')).fleetTarget(world, { ...options, file })
}
