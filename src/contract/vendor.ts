import * as z from 'zod/mini'
import type { VendorAnswer, Subscription } from '#domain/verdict.ts'
import { readVendorDate } from './dates.ts'

/** What is missing or odd beside `is_valid` must not hide what `is_valid` says. */
const text = z.catch(z.nullish(z.string()), null)

/** GET registration/info, as GLPI consumes it (src/GLPINetwork.php). */
const InfoReply = z.object({
  is_valid: z.boolean(),
  validation_message: text,
  owner: z.catch(z.nullish(z.object({ name: text })), null),
  subscription: z.catch(
    z.nullish(
      z.object({
        title: text,
        is_running: z.boolean(),
        begin_date: z.optional(z.unknown()),
        end_date: z.optional(z.unknown()),
        offer_reference: text,
      }),
    ),
    null,
  ),
})
type InfoReply = z.infer<typeof InfoReply>

/**
 * Reads the vendor's answer; wire names stop here.
 * @param vendorNow milliseconds since the epoch by the vendor's clock: it decides whether a period has begun.
 * @returns null for anything that is not an answer, a JSON without a boolean `is_valid` included.
 */
export function readInfo(body: unknown, vendorNow: number, clockOffsetMs: number | null): VendorAnswer | null {
  const parsed = InfoReply.safeParse(body)
  if (!parsed.success) return null
  const reply = parsed.data
  const subscription = readSubscription(reply.subscription)
  return {
    ...verdictOf(reply.is_valid, subscription, vendorNow),
    message: reply.validation_message || null,
    subscription,
    owner: reply.owner?.name || null,
    clockOffsetMs,
  }
}

function readSubscription(wire: InfoReply['subscription']): Subscription | null {
  if (!wire) return null
  return {
    title: wire.title || null,
    running: wire.is_running,
    beginsAt: readVendorDate(wire.begin_date, 'begin'),
    endsAt: readVendorDate(wire.end_date, 'end'),
    offer: wire.offer_reference || null,
  }
}

/** A valid key without a subscription is accepted: nothing says that something has ended. */
function verdictOf(
  valid: boolean,
  subscription: Subscription | null,
  vendorNow: number,
): Pick<VendorAnswer, 'verdict' | 'cause'> {
  if (!valid) return { verdict: 'refused', cause: 'key-refused' }
  if (subscription === null || subscription.running) return { verdict: 'accepted', cause: null }
  const begins = subscription.beginsAt === null ? Number.NaN : Date.parse(subscription.beginsAt)
  return { verdict: 'ended', cause: begins > vendorNow ? 'subscription-not-started' : 'subscription-ended' }
}
