import { randomUUID } from 'node:crypto'
import { setImmediate as giveWay } from 'node:timers/promises'
import { isForbiddenAddress } from '#contract/forbidden-address.ts'
import {
  isTargetOf,
  SECRET_NEED,
  type MailForm,
  type MailTestForm,
  type Notices,
  type NoticeTest,
  type Recipient,
  type RecipientForm,
} from '#contract/notices.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { composeTest } from '#notices/compose.ts'
import { failureFrom } from '#notices/delivery-failure.ts'
import type { Watched } from '#notices/watched.ts'
import type { Environment } from '#glpi-network/proxy-choice.ts'
import { NEVER_ABORTED } from '#net/deadline.ts'
import { assertExpectedNotices, noticesRevision, type Expected } from '../revision.ts'
import type { Pulse } from '../pulse.ts'
import { inOneWrite, recordAudit } from '../store/audit.ts'
import type { Store } from '../store/database.ts'
import { storeFacts } from '../store/facts.ts'
import { noticeOutbox } from '../store/notice-outbox.ts'
import { noticeRecipients, type StoredRecipient } from '../store/notice-recipients.ts'
import { instantOf } from '../store/stored-values.ts'
import type { Vault } from '../vault.ts'
import { createMailSettings } from './mail-settings.ts'
import { createNoticeDelivery } from './notice-delivery.ts'
import { createNoticeWatch } from './notice-watch.ts'
import { readRecipientTarget, sealTarget, shownTarget, type RecipientTarget } from './recipient-target.ts'

/** The instances are looked at with each beat of the pulse. Ten thousand of them take a while, and are looked at less often. */
const LEAST_PAUSE = 200
/** What was sent is remembered for so long. That it was sent is remembered longer. */
const KEPT_MS = 90 * 86_400_000
const FORGET_EVERY_MS = 3_600_000

export type NoticeServiceParts = {
  store: Store
  vault: Vault
  watchedInstances: () => Promise<Watched[]>
  env: Environment
  now: () => number
  random: () => number
  pulse: Pulse
  report: (error: unknown) => void
}

const unknownRecipient = () => new ProblemError('recipient-unknown', 'No recipient has this id.')
const invalid = (place: string) => new ProblemError('request-invalid', `Not as expected: ${place}.`)

/** Warnings by mail and webhook: recipients, mail settings, decisions and deliveries. */
export function createNoticeService(parts: NoticeServiceParts) {
  const { store, vault, watchedInstances, env, now, random, pulse, report } = parts
  const recipients = noticeRecipients(store, now)
  const outbox = noticeOutbox(store)
  const mailSettings = createMailSettings(store, vault, now)
  const facts = storeFacts(store)
  const addressOf = async () => (await facts.find('address')) ?? ''
  const delivery = createNoticeDelivery({ store, vault, mailSettings, addressOf, env, now, random, pulse, report })
  const noticeWatch = createNoticeWatch({ store, watchedInstances, now })
  let unfollow: (() => void) | undefined
  let watching: Promise<void> = Promise.resolve()

  /** One after the other: two at once would decide the same. */
  function watch(): Promise<void> {
    watching = watching
      .then(() => noticeWatch.watch())
      .catch(report)
      .then(() => delivery.wake())
    return watching
  }

  let forgottenAt = Number.NEGATIVE_INFINITY
  /** Now and then, a few at a time. */
  async function forgetOld(): Promise<void> {
    if (Math.abs(now() - forgottenAt) < FORGET_EVERY_MS) return
    forgottenAt = now()
    while (await outbox.forgetSent(now() - KEPT_MS)) await giveWay()
  }

  let restsUntil = Number.NEGATIVE_INFINITY
  async function watchAgain(): Promise<void> {
    const began = performance.now()
    if (began < restsUntil) return
    restsUntil = Number.POSITIVE_INFINITY
    await watch()
    await forgetOld().catch(report)
    const ended = performance.now()
    restsUntil = ended + (ended - began) * LEAST_PAUSE
  }

  function recipientsChanged(): void {
    noticeWatch.forget()
    if (unfollow) void watch()
  }

  async function find(id: string): Promise<StoredRecipient> {
    const recipient = await recipients.find(id)
    if (!recipient) throw unknownRecipient()
    return recipient
  }

  /** @throws ProblemError `recipient-unknown` or `changed-meanwhile` */
  async function assertExpected(transaction: Store, id: string, expected: Expected): Promise<void> {
    const stored = await noticeRecipients(transaction, now).find(id)
    if (!stored) throw unknownRecipient()
    assertExpectedNotices(revisionOf(stored), expected)
  }

  async function view(recipient: StoredRecipient): Promise<Recipient> {
    const { id, wishes, sealedTarget } = recipient
    const target = readRecipientTarget(vault, id, sealedTarget)
    const { lastSentAt, queued, forDigest, failing, givenUp } = await outbox.stateOf(id)
    return {
      ...wishes,
      id,
      revision: revisionOf(recipient),
      target: target ? shownTarget(wishes.kind, target) : UNREADABLE,
      hasSecret: target !== null && target.secret !== null,
      hasAppToken: target !== null && target.appToken !== null,
      lastSentAt: instantOf(lastSentAt),
      queued,
      forDigest,
      failing: failing && {
        ...failing,
        since: instantOf(failing.since) ?? EPOCH,
        nextAttemptAt: instantOf(failing.nextAttemptAt) ?? EPOCH,
      },
      givenUp: givenUp && { ...givenUp, latestAt: instantOf(givenUp.latestAt) ?? EPOCH },
    }
  }

  async function all(): Promise<Notices> {
    return {
      address: await facts.find('address'),
      mail: await mailSettings.view(),
      ...((await mailSettings.isUnreadable()) && { isMailUnreadable: true }),
      mailRevision: await mailSettings.revision(),
      recipients: await Promise.all((await recipients.all()).map(view)),
    }
  }

  return {
    all,
    watch,
    forgetOld,
    /** Waits until nothing is being sent, and nothing is due. */
    settled: delivery.settled,

    start(): void {
      delivery.start()
      unfollow = pulse.follow(() => void watchAgain())
      void watchAgain()
    },

    async saveMail(form: MailForm, expected: Expected): Promise<Notices> {
      await mailSettings.save(form, expected)
      const byMail = (await recipients.all()).filter(({ wishes }) => wishes.kind === 'email')
      await outbox.retryNow(
        byMail.map(({ id }) => id),
        now(),
      )
      delivery.wake()
      return all()
    },

    async removeMail(expected: Expected): Promise<Notices> {
      await mailSettings.remove(expected)
      return all()
    },

    async testMail({ mail, to, language }: MailTestForm): Promise<NoticeTest> {
      const server = await mailSettings.complete(mail)
      const [{ sendMail }, { sayTo }] = await Promise.all([
        import('#notices/mail.ts'),
        import('#notices/message-language.ts'),
      ])
      const options = { say: await sayTo(language), address: await addressOf(), zone: 'UTC' }
      try {
        const message = composeTest(randomUUID(), now(), options)
        return { said: await sendMail(server, to, message, { signal: NEVER_ABORTED }), failure: null }
      } catch (error) {
        return { said: null, failure: failureFrom(error, server.password).failure }
      }
    },

    async add(form: RecipientForm): Promise<Notices> {
      const id = randomUUID()
      const { wishes, target } = completeRecipient(form, null)
      await store.transaction().execute(async (transaction) => {
        await noticeRecipients(transaction, now).add(id, wishes, sealTarget(vault, id, target))
        await recordAudit(transaction, { action: 'recipient-add', facts: { recipient: id, kind: wishes.kind } }, now())
      })
      recipientsChanged()
      return all()
    },

    async change(id: string, form: RecipientForm, expected: Expected): Promise<Notices> {
      const stored = await find(id)
      const known = readRecipientTarget(vault, id, stored.sealedTarget)
      const { wishes, target } = completeRecipient(form, known && { kind: stored.wishes.kind, target: known })
      await store.transaction().execute(async (transaction) => {
        await assertExpected(transaction, id, expected)
        await noticeRecipients(transaction, now).change(id, wishes, sealTarget(vault, id, target))
        const changed = noticeOutbox(transaction)
        // what waited for a digest that does not come any more
        if (wishes.delivery === 'at-once') await changed.postEach(id, now())
        await changed.retryNow([id], now())
        const entry = { action: 'recipient-change', facts: { recipient: id, kind: wishes.kind } } as const
        await recordAudit(transaction, entry, now())
      })
      recipientsChanged()
      delivery.wake()
      return all()
    },

    async remove(id: string, expected: Expected): Promise<Notices> {
      await store.transaction().execute(async (transaction) => {
        await assertExpected(transaction, id, expected)
        await noticeRecipients(transaction, now).remove(id)
        await recordAudit(transaction, { action: 'recipient-remove', facts: { recipient: id } }, now())
      })
      return all()
    },

    test: async (id: string): Promise<NoticeTest> => delivery.test(await find(id), randomUUID()),

    async retry(id: string): Promise<Notices> {
      await find(id)
      await inOneWrite(store, async (transaction) => {
        await noticeOutbox(transaction).reviveGivenUp(id, now())
        await noticeOutbox(transaction).retryNow([id], now())
        await recordAudit(transaction, { action: 'recipient-retry', facts: { recipient: id } }, now())
      })
      delivery.wake()
      return all()
    },

    async clear(id: string): Promise<Notices> {
      await find(id)
      await inOneWrite(store, async (transaction) => {
        await noticeOutbox(transaction).clearGivenUp(id)
        await recordAudit(transaction, { action: 'recipient-clear', facts: { recipient: id } }, now())
      })
      return all()
    },

    async stop(): Promise<void> {
      unfollow?.()
      unfollow = undefined
      await watching
      await delivery.stop()
    },
  }
}
export type NoticeService = ReturnType<typeof createNoticeService>

/** Stands for an address that cannot be decrypted. */
const UNREADABLE = '?'
const EPOCH = new Date(0).toISOString()

const revisionOf = ({ sealedTarget, wishes }: StoredRecipient): string =>
  noticesRevision('recipient', [sealedTarget, JSON.stringify(wishes)])

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type Completed = { wishes: StoredRecipient['wishes']; target: RecipientTarget }

/**
 * What was typed, with what is stored where nothing was. A stored secret goes to no other host than it was given for.
 * @throws ProblemError that names the field.
 */
function completeRecipient(
  { target, secret, appToken, ...wishes }: RecipientForm,
  stored: { kind: RecipientForm['kind']; target: RecipientTarget } | null,
): Completed {
  const { kind, zone, quiet } = wishes
  if (!isTimeZone(zone)) throw invalid('zone')
  if (quiet !== null && quiet.from === quiet.to) throw invalid('quiet')
  const before = stored?.kind === kind ? stored.target : null
  const address = target?.trim() || before?.address
  if (address === undefined || !isTargetOf(kind, address)) throw invalid('target')
  if (kind !== 'email' && isForbiddenAddress(new URL(address).hostname))
    throw new ProblemError('address-refused', 'Latchkey connects to no such address: target.')
  const isSamePlace = before !== null && kind !== 'email' && new URL(before.address).origin === new URL(address).origin
  const complete = (typed: string | null | undefined, known: string | null | undefined) =>
    typed === undefined ? (isSamePlace ? (known ?? null) : null) : typed
  const need = SECRET_NEED[kind]
  const completed = {
    address,
    secret: need === 'none' ? null : complete(secret, before?.secret),
    appToken: kind === 'glpi-ticket' ? complete(appToken, before?.appToken) : null,
  }
  if (need === 'needed' && completed.secret === null) throw invalid('secret')
  return { wishes, target: completed }
}
