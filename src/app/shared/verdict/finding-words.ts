import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Finding } from '#domain/verdict.ts'
import type { Tone } from '../../ui/tone.ts'

type Words = { tone: Tone; title: MessageDescriptor; next: MessageDescriptor | null }

/** What a pasted text is, and what to do about it. */
export const FINDING_ADVICE: Record<Finding, Words> = {
  clean: { tone: 'success', title: msg`Whole key`, next: null },
  repaired: { tone: 'success', title: msg`Whole key`, next: null },
  confirm: {
    tone: 'warning',
    title: msg`Whole key, after a guess`,
    next: msg`Some characters did not belong in a key and were guessed. Compare it with the original before saving.`,
  },
  truncated: {
    tone: 'danger',
    title: msg`The key ends too early`,
    next: msg`Only part of it was copied. Go back to where it came from and copy all of it; the portal has a copy button.`,
  },
  altered: {
    tone: 'danger',
    title: msg`Characters of the key were changed`,
    next: msg`It looks like a key but does not decode. It may have been retyped, read from a picture, or its capitals changed. Copy it again.`,
  },
  masked: {
    tone: 'danger',
    title: msg`This is a masked key`,
    next: msg`The dots stand for characters that were not copied. Show the key first, then copy it.`,
  },
  'wrong-secret': { tone: 'danger', title: msg`This is another secret`, next: null },
  unfamiliar: {
    tone: 'warning',
    title: msg`Not the shape of a key we know`,
    next: msg`GLPI Network decides what a key is. You can check and save it, but compare it with the original first.`,
  },
  empty: { tone: 'neutral', title: msg`Nothing to inspect yet`, next: msg`Paste the registration key first.` },
}

/** Only the person knows which of them is meant. */
export const SEVERAL_KEYS: Words = {
  tone: 'danger',
  title: msg`Different keys in one text`,
  next: msg`Each is whole, but they differ. Leave only the key for this GLPI in the box; the portal shows which one it is.`,
}

/** Why an unfamiliar text cannot be sent at all. */
export const UNSENDABLE = msg`This text contains characters that cannot be sent to GLPI Network, or is far too long for a key. It is neither sent nor saved.`
