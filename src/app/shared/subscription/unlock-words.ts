import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ConditionId } from '#domain/unlock.ts'

type Words = { holds: MessageDescriptor; fails: MessageDescriptor; unknown: MessageDescriptor }

/** Each condition, in its three possible states. */
export const CONDITION_WORDS: Record<ConditionId, Words> = {
  'key-present': {
    holds: msg`A key is present`,
    fails: msg`No key is present`,
    unknown: msg`Whether a key is present is unknown`,
  },
  'key-readable': {
    holds: msg`GLPI can read the key`,
    fails: msg`GLPI cannot read the key`,
    unknown: msg`whether GLPI can read its key`,
  },
  'vendor-reachable': {
    holds: msg`GLPI Network answers Latchkey`,
    fails: msg`GLPI Network does not answer Latchkey; that says nothing about GLPI`,
    unknown: msg`Whether GLPI Network answers Latchkey is unknown so far`,
  },
  'vendor-reachable-from-glpi': {
    holds: msg`GLPI Network answers GLPI’s own machine`,
    fails: msg`GLPI Network does not answer GLPI’s own machine`,
    unknown: msg`whether GLPI Network answers GLPI’s own machine`,
  },
  'key-accepted': {
    holds: msg`The key is accepted`,
    fails: msg`The key is refused`,
    unknown: msg`Whether the key is accepted is unknown`,
  },
  'key-matches': {
    holds: msg`The accepted key is the one in GLPI`,
    fails: msg`What GLPI Network says about the key in GLPI is unknown`,
    unknown: msg`whether this key is the one in GLPI`,
  },
  'subscription-running': {
    holds: msg`The subscription is running`,
    fails: msg`The subscription is not running`,
    unknown: msg`Whether the subscription is running is unknown`,
  },
  'marketplace-enabled': {
    holds: msg`The marketplace is enabled in GLPI`,
    fails: msg`The marketplace is switched off in GLPI`,
    unknown: msg`whether the marketplace is enabled in GLPI`,
  },
  'directory-writable': {
    holds: msg`GLPI can write to its marketplace folder`,
    fails: msg`GLPI cannot write to its marketplace folder`,
    unknown: msg`whether GLPI can write to its marketplace folder`,
  },
}

/** What only a connected GLPI could show. */
export const SEEN_IN_GLPI: Record<ConditionId, boolean> = {
  'key-present': false,
  'key-readable': true,
  'vendor-reachable': false,
  'vendor-reachable-from-glpi': true,
  'key-accepted': false,
  'key-matches': true,
  'subscription-running': false,
  'marketplace-enabled': true,
  'directory-writable': true,
}
