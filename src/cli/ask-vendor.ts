import type { Observation } from '#domain/verdict.ts'
import { createVendorClient } from '#glpi-network/client.ts'
import { readServerSettings } from '#server/settings.ts'
import type { World } from './world.ts'

export type VendorQuestion = {
  key: string
  /** GLPI Network's address; else that of the settings. */
  services?: string | undefined
  /** As seen in a GLPI or entered by a person; without one, none is sent. */
  uid?: string | null | undefined
  glpiVersion?: string | null | undefined
  language?: string
  /** Seconds; a third of them is for the connection. 15 by default. */
  maxTime?: number | undefined
}

/** @throws SettingsError for an invalid address. */
export const servicesOf = (world: World, services: string | undefined): string =>
  readServerSettings(services === undefined ? world.env : { ...world.env, LATCHKEY_SERVICES_URL: services }).servicesUrl

/** Asks GLPI Network about one key, and stores nothing. */
export async function askVendor(world: World, question: VendorQuestion): Promise<Observation> {
  const { key, services, uid, glpiVersion, language = 'en', maxTime } = question
  const client = createVendorClient({
    servicesUrl: servicesOf(world, services),
    env: world.env,
    now: () => world.steady(),
    glpiVersion: glpiVersion ?? null,
    ...(maxTime && { timeouts: { connectMs: (maxTime * 1000) / 3, totalMs: maxTime * 1000 } }),
  })
  try {
    return await client.ask({ key, uid: uid ?? null, language })
  } finally {
    await client.close()
  }
}
