import { createHash } from 'node:crypto'
import type { LatestDiagnosis, Outdated } from '#contract/diagnosis.ts'
import { hostAndPortOf } from '#contract/public-address.ts'
import type { Store } from '../store/database.ts'
import type { About, DiagnosisStore, StoredDiagnosis } from '../store/diagnoses.ts'
import { glpiStore } from '../store/glpis.ts'
import type { StoredInstance } from '../store/instances.ts'
import type { RegistrationStore, StoredRegistration } from '../store/registrations.ts'
import type { Vault } from '../vault.ts'
import { vendorPathOf } from '../vendor-path.ts'

export type BelongingParts = { store: Store; vault: Vault; diagnoses: DiagnosisStore; registrations: RegistrationStore }

/** A diagnosis belongs to one key, its settings and what was known when it ended: once any of these changes it is of the past. */
export function createBelonging({ store, vault, diagnoses, registrations }: BelongingParts) {
  /** A hash of how GLPI Network and the GLPI are reached; no password goes into it. */
  async function settingsOf(instance: StoredInstance): Promise<string> {
    const { servicesUrl, proxy = null } = vendorPathOf(instance, vault)
    // as it is sealed: saved again, it is another
    const connection = await glpiStore(store).sealedConnection(instance.id)
    const parts = [servicesUrl, proxy && hostAndPortOf(proxy), connection]
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  }

  return {
    settingsOf,

    /** The latest run, with why it says nothing about now, if it does not. */
    async latest(instance: StoredInstance): Promise<LatestDiagnosis> {
      const stored = await diagnoses.find(instance.id)
      if (stored === null) return null
      const saved = await registrations.find(instance.id)
      const { run, about } = stored
      const outdated = outdatedBy(stored, saved, await settingsOf(instance), belongingOf(instance, saved))
      return { ...run, fingerprint: about?.fingerprint ?? null, outdated }
    },
  }
}
export type Belonging = ReturnType<typeof createBelonging>

/** What is known of the key, and of what GLPI holds, in one word that changes with any of it. */
export const belongingOf = ({ glpi }: StoredInstance, stored: StoredRegistration | null): string =>
  [stored?.latest?.verdict, stored?.latest?.cause, glpi?.storage, glpi?.cause, glpi?.holdsAnother].join(' ')

function outdatedBy(
  { run, about }: StoredDiagnosis,
  stored: StoredRegistration | null,
  settings: string,
  standing: string,
): Outdated | null {
  if (about === null) return 'unknown'
  if (stored !== null && stored.savedAt > Date.parse(run.startedAt)) return 'key-saved'
  if (about.fingerprint !== (stored?.fingerprint ?? null)) return isRemoved(about, stored) ? 'key-removed' : 'other-key'
  if (about.settings !== settings) return 'settings-changed'
  return about.standing === standing ? null : 'standing-changed'
}

const isRemoved = ({ isSaved }: About, stored: StoredRegistration | null): boolean => isSaved && stored === null
