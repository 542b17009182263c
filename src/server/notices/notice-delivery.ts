import { composeMessage, composeTest, type ComposedMessage } from '#notices/compose.ts'
import { DeliveryFailure, failureFrom } from '#notices/delivery-failure.ts'
import { quietUntil } from '#notices/local-time.ts'
import type { NoticeTest } from '#contract/notices.ts'
import type { MailServer } from '#notices/mail.ts'
import type { Environment } from '#glpi-network/proxy-choice.ts'
import { createDueQueue } from '../due-queue.ts'
import type { Pulse } from '../pulse.ts'
import type { Store } from '../store/database.ts'
import { noticeOutbox, type OutboxClaim } from '../store/notice-outbox.ts'
import { noticeRecipients, type StoredRecipient } from '../store/notice-recipients.ts'
import type { Vault } from '../vault.ts'
import type { MailSettings } from './mail-settings.ts'
import { openThroughProxy } from './proxied-connections.ts'
import { openRecipientTarget } from './recipient-target.ts'

/** Longer than an attempt may take: after a crash the message is tried again when this is over. */
const CLAIM_MS = 120_000
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 4 * 3_600_000
/** Of a clock that was set: quiet hours are shorter than a day. */
const LONGEST_WAIT_MS = 25 * 3_600_000
/** What is under way when the gateway stops may end by itself for so long. */
const STOP_MS = 3_000

export type NoticeDeliveryParts = {
  store: Store
  vault: Vault
  mailSettings: MailSettings
  /** The address that people use. */
  addressOf: () => Promise<string>
  /** The environment, which may name proxies. */
  env: Environment
  now: () => number
  random: () => number
  pulse: Pulse
  report: (error: unknown) => void
}

/** The pause after a failed attempt doubles from a minute to four hours. @param random in [0, 1). */
export const pauseAfterFailure = (attempts: number, random: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS) * (0.9 + random * 0.2)

/** Sends what is queued. Mail and webhooks have a queue each, so that a server that hangs does not hold up the others. */
export function createNoticeDelivery(parts: NoticeDeliveryParts) {
  const { store, vault, mailSettings, addressOf, env, now, random, pulse, report } = parts
  const outbox = noticeOutbox(store)
  const recipients = noticeRecipients(store, now)
  const stopping = new AbortController()
  /** Recipients with a message under way: the next one waits, so that messages arrive in their order. */
  const busy = new Set<string>()

  const openConnections = (address: URL) => openThroughProxy(address, env)

  async function transmit(recipient: StoredRecipient, message: ComposedMessage): Promise<string> {
    const target = openRecipientTarget(vault, recipient.id, recipient.sealedTarget)
    const { signal } = stopping
    if (recipient.wishes.kind === 'email') {
      const server: MailServer | null = await mailSettings.read()
      if (server === null) throw new DeliveryFailure({ fault: 'mail-not-set-up', said: null })
      const { sendMail } = await import('#notices/mail.ts')
      return sendMail(server, target.address, message, { signal })
    }
    const { sendToHook } = await import('#notices/hook.ts')
    return sendToHook(recipient.wishes.kind, target, message, { signal, now, openConnections })
  }

  async function optionsFor({ wishes }: StoredRecipient) {
    const { sayTo } = await import('#notices/message-language.ts')
    return { say: await sayTo(wishes.language), address: await addressOf(), zone: wishes.zone }
  }

  async function attempt({ id, recipientId }: OutboxClaim): Promise<void> {
    const [message, recipient] = await Promise.all([outbox.find(id), recipients.find(recipientId)])
    if (!message || !recipient) return
    const quiet = quietUntil(now(), recipient.wishes.quiet, recipient.wishes.zone)
    if (quiet !== null) return void (await outbox.wait(recipientId, quiet))
    if (message.notices.length === 0) return void (await outbox.drop(id))
    try {
      await transmit(recipient, composeMessage(message, await optionsFor(recipient)))
    } catch (error) {
      // nobody knows what became of it: it is tried again when its claim ends
      if (stopping.signal.aborted) return
      const { failure, retryAfterSeconds } = failureFrom(error, null)
      if (failure.fault === 'unknown' && !(error instanceof DeliveryFailure)) report(error)
      const pause = Math.max(pauseAfterFailure(message.attempts, random()), (retryAfterSeconds ?? 0) * 1000)
      await outbox.failed(message, failure, now(), Math.round(now() + pause))
      return
    }
    await outbox.sent(id, now())
  }

  const queueOf = (isOfQueue: (recipient: StoredRecipient) => boolean) => {
    const claims = new Map<string, OutboxClaim>()
    const free = async () =>
      (await recipients.all()).filter((one) => isOfQueue(one) && !busy.has(one.id)).map(({ id }) => id)
    return createDueQueue({
      async claim(limit) {
        const claimed = await outbox.claimDue(now(), CLAIM_MS, limit, await free())
        for (const claim of claimed) {
          busy.add(claim.recipientId)
          claims.set(claim.id, claim)
        }
        return claimed.map(({ id }) => id)
      },
      // of those that are busy it is asked again when their message has ended
      nextDueAt: async () => outbox.nextDueAt(await free()),
      async work(id) {
        const claim = claims.get(id)
        if (!claim) return
        claims.delete(id)
        await attempt(claim).finally(() => busy.delete(claim.recipientId))
      },
      now,
      pulse,
      report,
    })
  }
  const queues = [queueOf(({ wishes }) => wishes.kind === 'email'), queueOf(({ wishes }) => wishes.kind !== 'email')]
  const noWaitTooLong = async () => void (await outbox.notLaterThan(now() + LONGEST_WAIT_MS))

  return {
    start(): void {
      for (const queue of queues) queue.start(noWaitTooLong)
    },

    wake(): void {
      for (const queue of queues) queue.wake()
    },

    settled: async (): Promise<void> => void (await Promise.all(queues.map((queue) => queue.settled()))),

    /** Sends one message at once, past queue and quiet hours. */
    async test(recipient: StoredRecipient, id: string): Promise<NoticeTest> {
      try {
        const said = await transmit(recipient, composeTest(id, now(), await optionsFor(recipient)))
        return { said, failure: null }
      } catch (error) {
        return { said: null, failure: failureFrom(error, null).failure }
      }
    },

    async stop(): Promise<void> {
      const timer = setTimeout(() => stopping.abort(), STOP_MS)
      await Promise.all(queues.map((queue) => queue.stop()))
      clearTimeout(timer)
    },
  }
}
export type NoticeDelivery = ReturnType<typeof createNoticeDelivery>
