import { createHash } from 'node:crypto'
import type { LatestDiagnosis, Outdated } from '#contract/diagnosis.ts'
import { hostAndPortOf } from '#contract/public-address.ts'
import type { Store } from '../store/database.ts'
import type { About, DiagnosisStore, StoredDiagnosis } from '../store/diagnoses.ts'
import { glpiStore } from '../store/glpis.ts'
import type { StoredInstance } from '../store/instances.ts'
import type { RegistrationStore, StoredRegistration } from '../store/registrations.ts'
import type { Vault } from '../vault.ts'
import { readableVendorPathOf } from '../vendor-path.ts'

export type LatestDiagnosesParts = {
  store: Store
  vault: Vault
  diagnoses: DiagnosisStore
  registrations: RegistrationStore
}

/** The latest diagnosis of each instance. It is outdated once the key, the settings or what is known of them has changed. */
export function createLatestDiagnoses({ store, vault, diagnoses, registrations }: LatestDiagnosesParts) {
  /** A hash of the settings by which GLPI Network and the GLPI are reached. No password goes into it. */
  async function hashSettings(instance: StoredInstance): Promise<string> {
    const { servicesUrl, proxy = null } = readableVendorPathOf(instance, vault)
    // as it is sealed: saving it again makes another hash
    const connection = await glpiStore(store).sealedConnection(instance.id)
    const parts = [servicesUrl, proxy && hostAndPortOf(proxy), connection]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  }

  return {
    hashSettings,

    /** The latest run, and why it is outdated, if it is. */
    async find(instance: StoredInstance): Promise<LatestDiagnosis> {
      const stored = await diagnoses.find(instance.id)
      if (stored === null) return null
      const saved = await registrations.find(instance.id)
      const { run, about } = stored
      const outdated = outdatedBy(stored, saved, await hashSettings(instance), knownStateOf(instance, saved))
      return { ...run, fingerprint: about?.fingerprint ?? null, outdated }
    },
  }
}
export type LatestDiagnoses = ReturnType<typeof createLatestDiagnoses>

/** What is known of the key, and of what GLPI holds, as one text to compare. */
export const knownStateOf = ({ glpi }: StoredInstance, stored: StoredRegistration | null): string =>
  [stored?.latest?.verdict, stored?.latest?.cause, glpi?.storage, glpi?.cause, glpi?.holdsAnother].join(' ')

function outdatedBy(
  { run, about }: StoredDiagnosis,
  stored: StoredRegistration | null,
  settings: string,
  knownState: string,
): Outdated | null {
  if (about === null) return 'unknown'
  if (stored !== null && stored.savedAt > Date.parse(run.startedAt)) return 'key-saved'
  if (about.fingerprint !== (stored?.fingerprint ?? null)) return isRemoved(about, stored) ? 'key-removed' : 'other-key'
  if (about.settings !== settings) return 'settings-changed'
  return about.standing === knownState ? null : 'standing-changed'
}

const isRemoved = ({ isSaved }: About, stored: StoredRegistration | null): boolean => isSaved && stored === null
