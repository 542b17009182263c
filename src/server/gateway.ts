import type { OpenGlpi } from '#glpi/glpi.ts'
import type { VendorClient } from '#glpi-network/client.ts'
import { createChecker, type Checker } from './checker.ts'
import { createBelonging, type Belonging } from './diagnosis/belonging.ts'
import { createDiagnoser, type Diagnose, type Diagnoser } from './diagnosis/diagnoser.ts'
import { createInstanceLocks, type InstanceLocks } from './glpi/instance-locks.ts'
import { createGlpiService, type GlpiService } from './glpi/glpi-service.ts'
import { createInspections, type Inspections } from './glpi/inspections.ts'
import { createKeyChanges, type KeyChanges } from './key-changes.ts'
import { openData } from './open-data.ts'
import { createReplacementGuard, type ReplacementGuard } from './replacement-guard.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { createSettingsChanges, type SettingsChanges } from './settings-changes.ts'
import type { Store } from './store/database.ts'
import { formerKeyStore, type FormerKeyStore } from './store/former-keys.ts'
import { glpiStore } from './store/glpis.ts'
import { diagnosisStore, type DiagnosisStore } from './store/diagnoses.ts'
import { instanceStore, SANDBOX_ID, type InstanceStore } from './store/instances.ts'
import { registrationStore, type RegistrationStore } from './store/registrations.ts'
import { signIns, type SignIns } from './store/sign-ins.ts'
import type { Vault } from './vault.ts'
import { createVendorClock, type VendorClock } from './vendor-clock.ts'
import type { VendorPath } from './vendor-path.ts'

/** The stand-in for GLPI Network, where one runs: its address, and its keys for the page to offer. */
export type SandboxPart = { url: string; keys: { name: string; does: string; key: string }[] }

export type GatewayParts = {
  dataFolder: string
  servicesUrl: string
  sandbox: SandboxPart | null
  createClient: (path: VendorPath) => VendorClient
  now: () => number
  /** As `now` at the start, counted on by a clock that nobody sets. `createClient` reads clocks by it. */
  steady: () => number
  random: () => number
  /** Where proxies are looked up. */
  env: Readonly<Record<string, string | undefined>>
  diagnose?: Diagnose
  openGlpi?: OpenGlpi
  /** Whether commands may be run for the console of a GLPI. */
  consoleAllowed: boolean
  /** How long a save waits for GLPI Network's verdict before it goes on without it. */
  shortWaitMs?: number
  /** One line of the gateway's own log. */
  log: (line: string) => void
  report: (error: unknown) => void
}

export type Gateway = {
  store: Store
  vault: Vault
  instances: InstanceStore
  registrations: RegistrationStore
  diagnoses: DiagnosisStore
  belonging: Belonging
  diagnoser: Diagnoser
  signIns: SignIns
  locks: InstanceLocks
  glpis: GlpiService
  inspections: Inspections
  keyChanges: KeyChanges
  formerKeys: FormerKeyStore
  replacementGuard: ReplacementGuard
  settingsChanges: SettingsChanges
  checker: Checker
  vendorClock: VendorClock
  scheduler: Scheduler
  sandbox: SandboxPart | null
  servicesUrl: string
  consoleAllowed: boolean
  env: GatewayParts['env']
  now: () => number
  report: (error: unknown) => void
  stop(): Promise<void>
}

/** @throws SettingsError when the data folder cannot be used. */
export async function openGateway(parts: GatewayParts): Promise<Gateway> {
  const { dataFolder, servicesUrl, sandbox, createClient, now, steady, random, env, log, report } = parts
  const { diagnose = loadedAtFirstUse, consoleAllowed, shortWaitMs = SHORT_WAIT_MS } = parts
  const { store, vault } = await openData(dataFolder)
  const instances = instanceStore(store, now)
  const registrations = registrationStore(store)
  const vendorClock = createVendorClock({ now, steady })
  const checker = createChecker({ store, vault, createClient, vendorClock, random, shortWaitMs, report })
  const diagnoses = diagnosisStore(store)
  const formerKeys = formerKeyStore(store)
  const belonging = createBelonging({ store, vault, diagnoses, registrations })
  const locks = createInstanceLocks()
  const openGlpi = async () => parts.openGlpi ?? (await import('#glpi/open-glpi.ts')).openGlpi
  const glpis = createGlpiService({ store, vault, openGlpi, consoleAllowed, now, random })
  const keyChanges = createKeyChanges({ store, vault, glpis, locks, now })
  const inspections = createInspections({ instances, glpis, locks, writeDue: keyChanges.writeDue })
  const settingsChanges = createSettingsChanges({ store, glpis, locks, consoleAllowed, servicesUrl, now })
  const diagnoser = createDiagnoser({
    diagnose,
    env,
    checker,
    inspections,
    instances,
    registrations,
    belonging,
    diagnoses,
    vault,
    vendorClock,
    now,
    log,
    report,
  })
  const scheduler = createScheduler({
    registrations,
    formerKeys,
    glpis: glpiStore(store),
    instances,
    checker,
    inspections,
    now,
    steady,
    report,
  })
  if (sandbox) await placeSandbox(instances, sandbox.url)
  return {
    store,
    vault,
    instances,
    registrations,
    diagnoses,
    belonging,
    diagnoser,
    signIns: signIns(store, now),
    locks,
    glpis,
    inspections,
    keyChanges,
    formerKeys,
    replacementGuard: createReplacementGuard({ checker, vendorClock }),
    settingsChanges,
    checker,
    vendorClock,
    scheduler,
    sandbox,
    servicesUrl,
    consoleAllowed,
    env,
    now,
    report,
    async stop() {
      await diagnoser.stop()
      // before the scheduler: they cut short what that may be waiting for
      glpis.stop()
      await checker.stop()
      await scheduler.stop()
      // a write into a GLPI is not cut short: nobody would know what became of it
      await locks.idle()
      await store.destroy()
    },
  }
}

const SHORT_WAIT_MS = 3000

/** A gateway that nobody asks for a diagnosis needs none of the probe. */
const loadedAtFirstUse: Diagnose = async (options, emit) =>
  (await import('#glpi-network/diagnose.ts')).diagnose(options, emit)

/** A name that nobody takes for a GLPI of their own; earlier versions gave it another. */
const PRACTICE = 'Practice'
const NAMED_BEFORE = 'Sandbox'

/** The stand-in may listen on another port than at the last start. */
async function placeSandbox(instances: InstanceStore, url: string): Promise<void> {
  const placed = await instances.find(SANDBOX_ID)
  if (!placed) await instances.add({ id: SANDBOX_ID, name: PRACTICE, servicesUrl: url })
  else if (placed.name === NAMED_BEFORE)
    await instances.change(placed, { ...placed, name: PRACTICE, servicesUrl: url }, false)
  else if (placed.servicesUrl !== url) await instances.findAgainAt(SANDBOX_ID, url)
}
