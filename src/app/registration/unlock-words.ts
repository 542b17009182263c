import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ConditionId } from '#domain/unlock.ts'

/** Each condition in the three ways it can stand. */
type Words = { holds: MessageDescriptor; fails: MessageDescriptor; unknown: MessageDescriptor; unseen: MessageDescriptor }

const noGlpi = msg`Cannot be seen from here: no GLPI is connected.`

export const CONDITION_WORDS: Record<ConditionId, Words> = {
  'key-present': {
    holds: msg`A key is present`,
    fails: msg`No key is present`,
    unknown: msg`Whether a key is present is not known`,
    unseen: noGlpi,
  },
  'key-readable': {
    holds: msg`GLPI can read the key`,
    fails: msg`GLPI cannot read the key`,
    unknown: msg`Whether GLPI can read its key is not known`,
    unseen: noGlpi,
  },
  'vendor-reachable': {
    holds: msg`GLPI Network answers from this server`,
    fails: msg`GLPI Network does not answer from this server`,
    unknown: msg`Whether GLPI Network answers is not known yet`,
    unseen: msg`It is asked with the first check.`,
  },
  'key-accepted': {
    holds: msg`The key is accepted`,
    fails: msg`The key is refused`,
    unknown: msg`Whether the key is accepted is not known now`,
    unseen: msg`GLPI Network has to answer about it first.`,
  },
  'subscription-running': {
    holds: msg`The subscription is running`,
    fails: msg`The subscription is not running`,
    unknown: msg`Whether the subscription is running is not known now`,
    unseen: msg`GLPI Network has to answer about it first.`,
  },
  'marketplace-enabled': {
    holds: msg`The marketplace is enabled in GLPI`,
    fails: msg`The marketplace is switched off in GLPI`,
    unknown: msg`Whether the marketplace is enabled in GLPI is not known`,
    unseen: noGlpi,
  },
  'directory-writable': {
    holds: msg`GLPI can write to its marketplace folder`,
    fails: msg`GLPI cannot write to its marketplace folder`,
    unknown: msg`Whether GLPI can write to its marketplace folder is not known`,
    unseen: noGlpi,
  },
}
