import { randomUUID } from 'node:crypto'
import { currentActor } from './actor.ts'
import { createAuditKeeper } from './audit/audit-keeper.ts'
import { createCheckAll } from './check-all.ts'
import { createChecker, type PersonWaits } from './checker.ts'
import { createDiagnoser, type Diagnose } from './diagnosis/diagnoser.ts'
import { createLatestDiagnoses } from './diagnosis/latest-diagnoses.ts'
import { createEventBus } from './event-bus.ts'
import { findInstance, instanceStore } from './store/instances.ts'
import { createConnectionTests } from './glpi/connection-test.ts'
import { createHistoryLines } from './history-lines.ts'
import type { GatewayData } from './gateway-data.ts'
import type { Gateway, GatewayParts } from './gateway-parts.ts'
import { createGlpiPeople } from './glpi-sign-in/glpi-people.ts'
import { createGlpiRights } from './glpi-sign-in/glpi-rights.ts'
import { createGlpiSignIn } from './glpi-sign-in/glpi-sign-in.ts'
import { createGlpiSignInAdmin } from './glpi-sign-in/glpi-sign-in-admin.ts'
import { createPasswordTries } from './glpi-sign-in/password-tries.ts'
import { createInstanceLocks } from './glpi/instance-locks.ts'
import { createGlpiService } from './glpi/glpi-service.ts'
import { createInspections } from './glpi/inspections.ts'
import { NOTHING_IN_FRONT } from './front.ts'
import { createReadiness } from './readiness.ts'
import { createInstanceRows } from './instance-rows.ts'
import { createInstanceOverview } from './instance-overview.ts'
import { createInstalledPlugins } from './installed-plugins.ts'
import { reportOnInstance } from './instance-report.ts'
import { createKeyChanges } from './key-changes.ts'
import { openLimitBook } from './limit-states.ts'
import { createMarketplaceService } from './marketplace-service.ts'
import { createPluginsPage } from './plugins-page.ts'
import { createOidc } from './oidc/oidc.ts'
import { createNoticeService } from './notices/notice-service.ts'
import { placeSandbox } from './place-sandbox.ts'
import { createPulse, PULSE_MS, SHARED_PULSE_MS } from './pulse.ts'
import { createRegistrationService } from './registration-service.ts'
import { createRefusedAttempts } from './refused-attempts.ts'
import { createReplacementGuard } from './replacement-guard.ts'
import { createScheduler } from './scheduler.ts'
import { settingsInForce } from './settings-in-force.ts'
import { createSettingsChanges } from './settings-changes.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import { createStoreChanges, UNNOTICED_MS } from './store/changes.ts'
import { sharedPartsOf, upgradeOf } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { glpiStore } from './store/glpis.ts'
import { readHistory } from './store/history.ts'
import { diagnosisStore } from './store/diagnoses.ts'
import { registrationStore } from './store/registrations.ts'
import { readTokens } from './store/read-tokens.ts'
import { sessions } from './store/sessions.ts'
import { signIns } from './store/sign-ins.ts'
import { sharedPagesOf } from './shared-pages.ts'
import { createSignInGuard, triesIn } from './sign-in-guard.ts'
import { tellPages } from './tell-pages.ts'
import { codeTriesIn, createTogether } from './together.ts'
import { createVendorLimits, silentPathsIn } from './vendor-limits.ts'
import { createAskBudget, spentIn } from './ask-budget.ts'
import { createVendorClock } from './vendor-clock.ts'

/** All that works on the data of a gateway. It closes the data when it stops. */
export async function openGateway(parts: GatewayParts, data: GatewayData): Promise<Gateway> {
  const { dataFolder, servicesUrl, sandbox, createClient, now, steady, random, env, log } = parts
  const {
    diagnose = lazyDiagnose,
    basePath = '',
    isBehindProxy = false,
    consoleAllowed,
    waits = WAITS,
    front = NOTHING_IN_FRONT,
  } = parts
  let isStopped = false
  /** What still hangs when the store is closed fails, and that is no fault. */
  const report = (error: unknown) => {
    if (!isStopped) parts.report(error)
  }
  const { store, vault, oidcSettings, auditSettings, shared } = data
  const upgrade = upgradeOf(store)
  if (upgrade !== null)
    log(
      `the database was brought from version ${upgrade.from} to ${upgrade.to}; as it was before, it is in ${upgrade.copy}`,
    )
  const changes = createStoreChanges({ store, steady })
  const openSessions = sessions(store, now, changes, report)
  const limitBook = await openLimitBook({ store, now, steady, report })
  const { at } = limitBook
  const signInGuard = createSignInGuard({
    states: triesIn(limitBook, 'links'),
    at,
    log,
    what: 'sign-ins with a wrong or spent link',
  })
  const auditKeeper = createAuditKeeper({ store, settings: auditSettings, now, steady, log, report })
  const refusedAttempts = createRefusedAttempts({ store, now, report })
  const events = createEventBus({ noticedAfterMs: shared ? UNNOTICED_MS : 0 })
  const pulse = createPulse(shared ? SHARED_PULSE_MS : PULSE_MS)
  const publishChange = (id: string) => events.publish({ type: 'instance', id })
  const instances = instanceStore(store, now)
  const registrations = registrationStore(store)
  const diagnoses = diagnosisStore(store)
  const formerKeys = formerKeyStore(store)
  const vendorClock = createVendorClock({ now, steady })
  const checker = createChecker({
    store,
    vault,
    createClient,
    vendorClock,
    vendorLimits: createVendorLimits(silentPathsIn(limitBook), at),
    sandboxUrl: sandbox?.url ?? null,
    random,
    waits,
    publishChange,
    report,
  })
  const latestDiagnoses = createLatestDiagnoses({ store, vault, diagnoses, registrations })
  const locks = createInstanceLocks(sharedPartsOf(store)?.locks)
  const openGlpi = async () => parts.openGlpi ?? (await import('#glpi/open-glpi.ts')).openGlpi
  const glpis = createGlpiService({ store, vault, openGlpi, consoleAllowed, publishChange, now, random })
  const keyChanges = createKeyChanges({ store, vault, glpis, locks, publishChange, now })
  const historyLines = createHistoryLines({ store, vendorClock })
  const inspections = createInspections({ instances, glpis, locks, historyLines, writeDue: keyChanges.writeDue })
  const diagnoser = createDiagnoser({
    store,
    diagnose,
    env,
    checker,
    inspections,
    instances,
    registrations,
    latestDiagnoses,
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
    random,
    now,
    steady,
    pulse,
    report,
  })
  const instanceOverview = createInstanceOverview({ store, vendorClock, hasSandbox: sandbox !== null })
  const wakeScheduler = () => scheduler.wake()
  const settingsChanges = createSettingsChanges({
    store,
    glpis,
    locks,
    historyLines,
    consoleAllowed,
    servicesUrl,
    wakeScheduler,
    publishChange,
    publishList: () => events.publish({ type: 'instances' }),
    now,
  })
  const { completeConnection } = settingsChanges
  const watchedInstances = () => instanceOverview.watched()
  const noticeService = createNoticeService({ store, vault, watchedInstances, env, now, random, pulse, report })
  const reported = { checker, instances, latestDiagnoses, registrations, store, vault, vendorClock, env, now }
  const askBudget = createAskBudget(spentIn(limitBook), at)
  const marketplaceService = createMarketplaceService({
    checker,
    instances,
    registrations,
    vault,
    readConnection: glpis.readConnection,
    async spendQuestion() {
      const actor = currentActor()
      if (actor) await askBudget.spend(actor.number)
    },
    now,
    steady,
  })
  const registrationService = createRegistrationService({
    changes,
    checker,
    readConnection: glpis.readConnection,
    formerKeys,
    historyLines,
    inspections,
    instances,
    keyChanges,
    pluginsPage: createPluginsPage({ store, glpis, locks, vendorClock, publishChange, now }),
    registrations,
    replacementGuard: createReplacementGuard({ checker, vendorClock }),
    vendorClock,
    wakeScheduler,
    now,
  })
  const checkAll = createCheckAll({
    store,
    events,
    refresh: (id, language) => registrationService.refresh(id, language),
    now,
    report,
  })
  const together = createTogether({
    events,
    pages: sharedPagesOf(store),
    tries: codeTriesIn(limitBook),
    at,
    isSignedIn: (number) => openSessions.isOpen(number),
    report,
    keyOf: async (id) => {
      const saved = await registrations.find(id)
      return saved && vault.open(saved.sealedKey, id)
    },
  })
  const publicAddress = () => storeFacts(store).find('address')
  const { readConnection } = glpis
  const people = createGlpiPeople({ store, vault, readConnection, now })
  const glpiRights = createGlpiRights({
    store,
    vault,
    people,
    sessions: openSessions,
    events,
    together,
    pulse,
    now,
    report,
  })
  const tries = createPasswordTries({
    states: { addresses: triesIn(limitBook, 'glpi-addresses'), accounts: triesIn(limitBook, 'glpi-accounts') },
    at,
    log,
  })
  const glpiSignIn = createGlpiSignIn({ store, vault, people, tries, now, log })
  if (sandbox) await placeSandbox(instances, sandbox.url)
  tellPages({
    events,
    store,
    tellOfCheckAll: shared ? checkAll.tellOfOthers : undefined,
    tellOfTogether: together.look,
    report,
  })
  async function endWork(): Promise<void> {
    const checkAllStopped = checkAll.stop()
    const auditStopped = auditKeeper.stop()
    await diagnoser.stop()
    // before the scheduler, which may be waiting for one of these
    glpis.stop()
    await marketplaceService.stop()
    await checker.stop()
    await checkAllStopped
    await scheduler.stop()
    await noticeService.stop()
    await glpiRights.stop()
    await auditStopped
    // a write into a GLPI is not aborted: its outcome would be unknown
    await locks.idle()
  }

  return {
    basePath,
    dataFolder,
    // packages say how the command line is called that has their settings
    commandLine: env['LATCHKEY_COMMAND'] ?? null,
    isBehindProxy,
    settingsInForce: settingsInForce(parts.given ?? { flags: {}, environment: env, file: {} }),
    front,
    askBudget,
    logRequest: parts.logRequest ?? (() => undefined),
    steady,
    isReady: createReadiness({ store, vault, now, steady, report }),
    sandbox,
    events,
    consoleAllowed,
    now,
    report,
    store,
    checker,
    diagnoses,
    scheduler,
    instances,
    signIns: signIns(store, now),
    sessions: openSessions,
    signInGuard,
    refusedAttempts,
    auditKeeper,
    auditDays: auditSettings.days,
    oidc: oidcSettings && createOidc({ settings: oidcSettings, vault, now, log }),
    readTokens: readTokens(store, now),
    instanceRows: createInstanceRows({ store, changes, vendorClock, hasSandbox: sandbox !== null }),
    instanceOverview,
    watchedInstances,
    noticeService,
    calendarFacts: async () => ({
      calendarId: await storeFacts(store).findOrNote('calendar', randomUUID()),
      address: await storeFacts(store).find('address'),
    }),
    registrationService,
    checkAll,
    together,
    publicAddress,
    glpiRights,
    glpiSignIn,
    glpiSignInAdmin: createGlpiSignInAdmin({
      store,
      vault,
      instances,
      people,
      rights: glpiRights,
      readConnection,
      now,
    }),
    record: (action, facts = {}) =>
      inOneWrite(store, (transaction) => recordAudit(transaction, { action, facts }, now())),
    settingsChanges,
    connectionTests: createConnectionTests({
      glpis,
      instances,
      registrations,
      completeConnection,
      servicesUrl,
      now,
      report,
    }),
    diagnoser,
    marketplaceService,
    installedPlugins: createInstalledPlugins({ instances, glpis, locks, now, steady }),
    latestDiagnoses,
    reportOf: (id) => reportOnInstance(reported, id),
    historyOf: async (id) => readHistory(store, (await findInstance(instances, id)).id),
    noteAddress: (url) => data.noteAddress(url),
    endStreams() {
      events.stop()
      // a diagnosis takes longer than anybody wants to wait for a stop; what it found so far is sent
      void diagnoser.stop()
    },
    async stop() {
      events.stop()
      await within(STOP_MS, endWork())
      signInGuard.stop()
      glpiSignIn.stop()
      await refusedAttempts.stop()
      await limitBook.stop()
      await openSessions.stop()
      isStopped = true
      await data.close()
    },
  }
}

/** A GLPI that takes a write and never answers would keep us for minutes. */
const STOP_MS = 8000

/** Waits for `work`, but no longer than `ms`. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]).finally(() =>
    clearTimeout(timer),
  )
}

const WAITS: PersonWaits = { saveMs: 1000, replaceMs: 3000 }

/** Loads the probe with the first diagnosis. */
const lazyDiagnose: Diagnose = async (options, emit) =>
  (await import('#glpi-network/diagnose.ts')).diagnose(options, emit)
