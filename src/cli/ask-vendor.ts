import { COMPLAINT_WORDS } from './complaint-words.ts'
import { Complaint } from './complaint.ts'
import type { Observation, VendorVerdict } from '#domain/verdict.ts'
import { createVendorClient } from '#glpi-network/client.ts'
import { readServicesAddress } from '#glpi-network/read-services-address.ts'
import { readServerSettings } from '#server/settings.ts'
import type { World } from './world.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { WantedKey } from './wanted-key.ts'

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

/** @throws Complaint for an invalid address in `--services`; SettingsError for one in a setting. */
export function servicesOf(world: World, services: string | undefined): string {
  if (services === undefined) return readServerSettings(world.env).servicesUrl
  // the text may contain a login, so that it is not repeated
  if (readServicesAddress(services) === null)
    throw new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.services))
  return readServerSettings({ ...world.env, LATCHKEY_SERVICES_URL: services }).servicesUrl
}

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

/** What GLPI Network says about a key, in the detail that a list shows. */
export type VendorLine = { verdict: VendorVerdict; message: string | null; cause: CauseCode | null }

/** GLPI Network is asked once for each key and address, however many instances share them. */
export function verdictsOf(world: World) {
  const asked = new Map<string, Promise<VendorLine>>()
  return (wanted: WantedKey, services: string): Promise<VendorLine> => {
    const place = `${wanted.fingerprint} ${services}`
    const known = asked.get(place)
    if (known) return known
    const answer = askVendor(world, { key: wanted.key, services }).then(({ verdict, message, cause }) => ({
      verdict,
      message,
      cause,
    }))
    asked.set(place, answer)
    return answer
  }
}
export type Verdicts = ReturnType<typeof verdictsOf>
