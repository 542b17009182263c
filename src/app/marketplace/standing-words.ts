import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import type { Omission } from '#contract/catalogue.ts'
import type { Standing, UnknownReason } from '#domain/marketplace.ts'
import type { Tone } from '../ui/tone.ts'
import type { PluginOrder, Presence } from './listed-plugins.ts'

type StandingWords = {
  tone: Tone
  /** On the button that filters by it. */
  filter: MessageDescriptor
}

export const STANDING_WORDS: Record<Standing, StandingWords> = {
  free: { tone: 'success', filter: msg`Free with registration` },
  open: { tone: 'success', filter: msg`Opened by your offer` },
  'needs-offer': { tone: 'warning', filter: msg`Needs an offer` },
  'no-version': { tone: 'neutral', filter: msg`No version` },
  'not-on-cloud': { tone: 'neutral', filter: msg`Not on Cloud` },
  unknown: { tone: 'neutral', filter: msg`Unknown` },
}

export const UNKNOWN_WORDS: Record<UnknownReason, MessageDescriptor> = {
  'glpi-version-unknown': msg`The version of this GLPI is not known.`,
  'versions-unreadable': msg`Its versions could not be read.`,
  'offers-unreadable': msg`The offers it needs could not be read.`,
  'own-offer-unknown': msg`The offer of this key is not named.`,
  'key-unverified': msg`GLPI Network has not accepted this key yet.`,
  withheld: msg`No download is given for it.`,
}

export const ORDER_WORDS: Record<PluginOrder, MessageDescriptor> = {
  name: msg`Name, A to Z`,
  'name-reversed': msg`Name, Z to A`,
  downloads: msg`Most downloaded`,
  updated: msg`Last updated`,
  added: msg`Newest`,
  rating: msg`Best rated`,
}

export const PRESENCE_WORDS: Record<Presence, MessageDescriptor> = {
  any: msg`Installed or not`,
  installed: msg`Installed`,
  update: msg`With an update`,
  absent: msg`Not installed`,
}

export const OMISSION_WORDS: Record<Omission, (count: number) => string> = {
  'not-a-plugin': (count) =>
    plural(count, { one: '# entry that is no plugin', other: '# entries that are no plugins' }),
  duplicate: (count) =>
    plural(count, { one: '# plugin listed a second time', other: '# plugins listed a second time' }),
  'value-unreadable': (count) =>
    plural(count, { one: '# value that could not be read', other: '# values that could not be read' }),
  'version-unreadable': (count) =>
    plural(count, { one: '# version that could not be read', other: '# versions that could not be read' }),
  'date-unreadable': (count) =>
    plural(count, { one: '# date that could not be read', other: '# dates that could not be read' }),
  'text-too-long': (count) =>
    plural(count, { one: '# text or list that was cut', other: '# texts or lists that were cut' }),
  'script-removed': (count) =>
    plural(count, { one: '# text with script, which was removed', other: '# texts with script, which was removed' }),
}
