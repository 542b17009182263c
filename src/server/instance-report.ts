import type { HistoryEntry } from '#contract/history.ts'
import type { Report } from '#contract/report.ts'
import type { Checker } from './checker.ts'
import type { LatestDiagnoses } from './diagnosis/latest-diagnoses.ts'
import { findInstance, SANDBOX_ID, type InstanceStore } from './store/instances.ts'
import { registrationView } from './registration-view.ts'
import { reportHere, type VendorAccess } from './report.ts'
import type { Store } from './store/database.ts'
import { readHistory } from './store/history.ts'
import type { RegistrationStore } from './store/registrations.ts'
import type { Vault } from './vault.ts'
import type { VendorClock } from './vendor-clock.ts'
import { askedAs, vendorPathOf } from './vendor-path.ts'

export type InstanceReportParts = {
  checker: Checker
  instances: InstanceStore
  latestDiagnoses: LatestDiagnoses
  registrations: RegistrationStore
  store: Store
  vault: Vault
  vendorClock: VendorClock
  env: VendorAccess['env']
  now: () => number
}

const withoutName = ({ signIn, ...entry }: HistoryEntry): HistoryEntry => ({
  ...entry,
  signIn: signIn && { ...signIn, name: null },
})

/** A report of all that is known about one instance. @throws ProblemError `instance-unknown` */
export async function reportOnInstance(parts: InstanceReportParts, id: string): Promise<Report> {
  const { checker, instances, latestDiagnoses, registrations, store, vault, vendorClock, env, now } = parts
  const instance = await findInstance(instances, id)
  const saved = await registrations.find(id)
  const time = vendorClock.at(instance.servicesUrl, saved)
  return reportHere(
    { ...vendorPathOf(instance, vault), askedAs: askedAs(instance), env, sandbox: id === SANDBOX_ID },
    {
      createdAt: new Date(now()).toISOString(),
      registration: registrationView(instance, saved, checker.lastReachability(id), time),
      diagnosis: await latestDiagnoses.find(instance),
      // a report goes to strangers: who did something is a number and a role there
      history: (await readHistory(store, id)).map(withoutName),
    },
  )
}
