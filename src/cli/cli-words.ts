import type { Words } from '#domain/causes.ts'

/** The command line's own sentences. What it shares with the page and the report is in `contract` and `domain`. */
export const CLI_WORDS = {
  cleaned: /*i18n*/ { id: 'cli.cleaned', message: 'cleaned: {edits}' },
  cleanedSource: /*i18n*/ { id: 'cli.cleaned-source', message: 'cleaned {source}: {edits}' },
  theText: /*i18n*/ { id: 'cli.the-text', message: 'the text' },
  length: /*i18n*/ { id: 'cli.length', message: 'length: {length}' },
  fingerprint: /*i18n*/ { id: 'cli.fingerprint', message: 'fingerprint: {fingerprint}' },
  oneOfThem: /*i18n*/ { id: 'cli.one-of-them', message: 'one of them: {fingerprint}' },
  guess: /*i18n*/ { id: 'cli.guess', message: '{words}; --guess takes the guesses' },
  notSent: /*i18n*/ { id: 'cli.not-sent', message: 'not sent: {why}' },
  state: /*i18n*/ { id: 'cli.state', message: 'state: {state} ({sentence})' },
  subscription: /*i18n*/ { id: 'cli.subscription', message: 'subscription: {title}' },
  starts: /*i18n*/ { id: 'cli.starts', message: 'starts: {instant}' },
  ends: /*i18n*/ { id: 'cli.ends', message: 'ends: {instant} ({days, plural, one {# day} other {# days}} left)' },
  owner: /*i18n*/ { id: 'cli.owner', message: 'registered by: {owner}' },
  cause: /*i18n*/ { id: 'cli.cause', message: 'cause: {title} ({cause})' },
  next: /*i18n*/ { id: 'cli.next', message: 'next: {next}' },
  stopped: /*i18n*/ { id: 'cli.stopped', message: 'stopped; the remaining steps did not run' },
  directly: /*i18n*/ { id: 'cli.directly', message: 'directly:' },
  onGlpisMachine: /*i18n*/ { id: 'cli.on-glpis-machine', message: 'on GLPI’s machine:' },
  towardsGlpi: /*i18n*/ { id: 'cli.towards-glpi', message: 'GLPI:' },
  diagnosisLine: /*i18n*/ { id: 'cli.diagnosis-line', message: 'diagnosis {id} of {services}' },
  diagnosisOf: /*i18n*/ { id: 'cli.diagnosis-of', message: 'Diagnosis of {services}' },
  clock: /*i18n*/ { id: 'cli.clock', message: 'clock' },
  clockOf: /*i18n*/ { id: 'cli.clock-of', message: 'Clock: {reading}' },
  alsoFound: /*i18n*/ { id: 'cli.also-found', message: 'Also found:' },
  supportCode: /*i18n*/ { id: 'cli.support-code', message: 'Support code: {code} (diagnosis {id})' },
  nextStep: /*i18n*/ { id: 'cli.next-step', message: 'Next: {next}' },
  nothingInTheWay: /*i18n*/ {
    id: 'cli.nothing-in-the-way',
    message: 'No problem was found: GLPI Network answers this machine. No key was sent.',
  },
  nothingInTheWayOfTheKey: /*i18n*/ {
    id: 'cli.nothing-in-the-way-of-the-key',
    message: 'No problem was found: GLPI Network answers this machine and accepts the key.',
  },
  offBy: /*i18n*/ { id: 'cli.off-by', message: 'It is off by {span}.' },
  to: /*i18n*/ { id: 'cli.to', message: 'to {location}' },
  keyRemoved: /*i18n*/ { id: 'cli.key-removed', message: 'the key is gone from GLPI, and that is proven' },
  keyUnchanged: /*i18n*/ { id: 'cli.key-unchanged', message: 'GLPI holds this key already' },
  keyStored: /*i18n*/ { id: 'cli.key-stored', message: 'GLPI has stored the key, and that is proven' },
  writtenUnproven: /*i18n*/ { id: 'cli.written-unproven', message: 'written, and not proven' },
  emptiedUnproven: /*i18n*/ { id: 'cli.emptied-unproven', message: 'emptied, and that is not proven' },
  nothingWritten: /*i18n*/ { id: 'cli.nothing-written', message: 'nothing was written' },
  holdsReadable: /*i18n*/ { id: 'cli.holds-readable', message: 'GLPI holds the key, and can read it' },
  holdsUnknown: /*i18n*/ {
    id: 'cli.holds-unknown',
    message: 'GLPI holds the key; whether GLPI can read it is unknown: prove it again with --prove',
  },
  provenBefore: /*i18n*/ {
    id: 'cli.proven-before',
    message:
      'the value proven on {instant} is still there; whether GLPI can read it now is unknown: prove it again with --prove',
  },
  holdsUnproven: /*i18n*/ {
    id: 'cli.holds-unproven',
    message: 'GLPI holds a key; the connection methods that are set cannot show whether it is the right one',
  },
  holdsAnother: /*i18n*/ { id: 'cli.holds-another', message: 'GLPI holds another key, or a value that is no key' },
  holdsBlank: /*i18n*/ {
    id: 'cli.holds-blank',
    message: 'the value in GLPI is empty: it was emptied there, or GLPI could not encrypt the key',
  },
  holdsNone: /*i18n*/ { id: 'cli.holds-none', message: 'GLPI has no key' },
  goneSince: /*i18n*/ { id: 'cli.gone-since', message: 'GLPI has no key any more, known since {instant}' },
  holdsUnreadable: /*i18n*/ { id: 'cli.holds-unreadable', message: 'GLPI cannot read what it has stored' },
  notSeen: /*i18n*/ { id: 'cli.not-seen', message: 'what GLPI holds was not seen' },
  heldBackRefused: /*i18n*/ {
    id: 'cli.held-back-refused',
    message: 'GLPI Network refuses this key{quote}. Nothing was written.',
  },
  heldBackEnded: /*i18n*/ {
    id: 'cli.held-back-ended',
    message: 'The subscription of this key is not running{quote}. Nothing was written.',
  },
  heldBackNoAnswer: /*i18n*/ {
    id: 'cli.held-back-no-answer',
    message: 'GLPI Network did not answer. Nothing was written; --no-check writes the key without asking.',
  },
  heldBackGoodKey: /*i18n*/ {
    id: 'cli.held-back-good-key',
    message:
      'GLPI Network did not answer, and the key that GLPI holds may be a good one. Nothing was written; --no-check writes the key without asking.',
  },
  proveNoKey: /*i18n*/ {
    id: 'cli.prove-no-key',
    message: 'nothing was written: the settings name no key for this GLPI',
  },
  proveNotThere: /*i18n*/ {
    id: 'cli.prove-not-there',
    message: 'nothing was written: GLPI does not hold the value that was proven; “latchkey set” writes the key',
  },
  keyAsArgument: /*i18n*/ {
    id: 'cli.key-as-argument',
    message: 'a key over 4,095 characters goes to the console as an argument: everyone on that machine can see it',
  },
  writtenWithoutVerdict: /*i18n*/ {
    id: 'cli.written-without-verdict',
    message: 'GLPI Network did not answer about this key ({cause}): it is written without a verdict',
  },
  noRight: /*i18n*/ { id: 'cli.no-right', message: 'rights: this account may not change the setup' },
  confirmRemoval: /*i18n*/ {
    id: 'cli.confirm-removal',
    message: 'Remove the key from {instance}? The marketplace closes there. [y/N]',
  },
  countWanted: /*i18n*/ { id: 'cli.count-wanted', message: 'in place' },
  countOther: /*i18n*/ { id: 'cli.count-other', message: 'with another key' },
  countMissing: /*i18n*/ { id: 'cli.count-missing', message: 'without a key' },
  countUnseen: /*i18n*/ { id: 'cli.count-unseen', message: 'not seen' },
  countDoneBefore: /*i18n*/ { id: 'cli.count-done-before', message: 'done before and not inspected again' },
  countNotBegun: /*i18n*/ { id: 'cli.count-not-begun', message: 'not begun' },
  instances: /*i18n*/ {
    id: 'cli.instances',
    message: '{total, plural, one {# instance} other {# instances}}: {parts}',
  },
  failed: /*i18n*/ { id: 'cli.failed', message: '{count, plural, one {This one} other {These #}} failed: {why}' },
  storedUnproven: /*i18n*/ { id: 'cli.stored-unproven', message: 'stored, and not proven' },
  namesAndMore: /*i18n*/ { id: 'cli.names-and-more', message: '{names} and {more} more' },
  sharedKey: /*i18n*/ {
    id: 'cli.shared-key',
    message: 'Warning: one key ({fingerprint}…) is for {count} instances. Most keys are for one GLPI (key-shared).',
  },
  unencrypted: /*i18n*/ {
    id: 'cli.unencrypted',
    message:
      'Warning: the address of {count, plural, one {# instance} other {# instances}} is not encrypted: passwords, tokens and keys can be read on their way there. Use https:// if you can.',
  },
  unansweredKeys: /*i18n*/ {
    id: 'cli.unanswered-keys',
    message: 'GLPI Network did not answer about {count, plural, one {# key} other {# keys}}{why}',
  },
  resuming: /*i18n*/ {
    id: 'cli.resuming',
    message:
      'resuming the run of {instant}, which did not end well: instances that it has done are not inspected again; --all inspects every instance',
  },
  stopping: /*i18n*/ {
    id: 'cli.stopping',
    message: 'stopping: instances that have begun are finished, no other is begun; Ctrl-C again stops at once',
  },
} satisfies Record<string, Words>
