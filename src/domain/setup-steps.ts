import type { CauseCode } from './cause-codes.ts'
import type { Peer } from './cause-words.ts'
import type { Storage } from './storage.ts'

/** From nothing to an open marketplace, in the order in which one takes them. */
export const SETUP_STEPS = ['glpi', 'account', 'offer', 'copy', 'paste', 'check', 'save', 'open'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/** These happen on the vendor's portal, where Latchkey sees nothing: only the person can say that they are done. */
export const TOLD_STEPS = ['account', 'offer', 'copy'] as const satisfies readonly SetupStep[]
export type ToldStep = (typeof TOLD_STEPS)[number]

/** The practice instance has no account to open and no GLPI to write into. */
const PRACTICE_STEPS = ['paste', 'check', 'save', 'open'] as const satisfies readonly SetupStep[]

/** What is known of one instance, and of the key that is at hand for it. */
export type SetupFacts = {
  isPractice: boolean
  hasInstance: boolean
  /** The last of the steps that the person said is done; those before it are done too. */
  toldUpTo: ToldStep | null
  /** A whole key is in the box, or saved. */
  isKeyWhole: boolean
  /** GLPI Network accepted that very key. */
  isAccepted: boolean
  /** That very key is saved. */
  isSaved: boolean
  hasConnection: boolean
  /** Whether it stuck in the connected GLPI. */
  storage: Storage
  /** Without a connection: the person says that it was pasted into GLPI. */
  saysPasted: boolean
  isOpen: boolean | null
}

const isDone: Record<SetupStep, (facts: SetupFacts) => boolean> = {
  glpi: ({ hasInstance }) => hasInstance,
  account: isToldUpTo('account'),
  offer: isToldUpTo('offer'),
  copy: isToldUpTo('copy'),
  paste: ({ isKeyWhole }) => isKeyWhole,
  check: ({ isAccepted }) => isAccepted,
  save: ({ isPractice, isSaved, hasConnection, storage, saysPasted }) =>
    isSaved && (hasConnection ? storage === 'proven' || storage === 'accepted' : isPractice || saysPasted),
  open: ({ isSaved, isOpen }) => isSaved && isOpen === true,
}

/** Who has a whole key at hand has been to the portal. */
function isToldUpTo(step: ToldStep): (facts: SetupFacts) => boolean {
  return ({ toldUpTo, isKeyWhole }) =>
    isKeyWhole || (toldUpTo !== null && TOLD_STEPS.indexOf(toldUpTo) >= TOLD_STEPS.indexOf(step))
}

export const stepsOf = ({ isPractice }: Pick<SetupFacts, 'isPractice'>): readonly SetupStep[] =>
  isPractice ? PRACTICE_STEPS : SETUP_STEPS

/** The steps that are done, whether or not one before them is not. */
export const doneSteps = (facts: SetupFacts): SetupStep[] => stepsOf(facts).filter((step) => isDone[step](facts))

/** Where one is: the first step that is not done; null when all are. */
export const currentStep = (facts: SetupFacts): SetupStep | null =>
  stepsOf(facts).find((step) => !isDone[step](facts)) ?? null

/** The step in which each cause is put right. A new cause fails to compile until it has its step. */
const STEP_OF_CAUSE: Record<CauseCode, SetupStep> = {
  'dns-not-found': 'check',
  'dns-timeout': 'check',
  'connect-refused': 'check',
  'connect-timeout': 'check',
  'connection-reset': 'check',
  'reply-timeout': 'check',
  'reply-stalled': 'check',
  'reply-too-large': 'check',
  'tls-untrusted-issuer': 'check',
  'tls-self-signed': 'check',
  'tls-wrong-host': 'check',
  'tls-expired': 'check',
  'tls-not-yet-valid': 'check',
  'tls-not-tls': 'check',
  'proxy-unreachable': 'check',
  'proxy-auth-required': 'check',
  'proxy-denied': 'check',
  'proxy-cannot-reach': 'check',
  'rate-limited': 'check',
  'vendor-error': 'check',
  'not-the-vendor': 'check',
  redirected: 'check',
  'reply-unreadable': 'check',
  'key-damaged': 'copy',
  'key-wrong-secret': 'copy',
  'key-unsendable': 'copy',
  'key-refused': 'copy',
  'subscription-ended': 'offer',
  'subscription-not-started': 'offer',
  'clock-ahead': 'check',
  'clock-behind': 'check',
  'stored-blank': 'save',
  'stored-unreadable': 'save',
  'stored-unencrypted': 'save',
  'crypt-key-missing': 'save',
  'crypt-key-changed': 'save',
  'too-long-for-glpi': 'save',
  'right-missing': 'glpi',
  'glpi-unreachable': 'glpi',
  'glpi-sign-in-refused': 'glpi',
  'glpi-api-disabled': 'glpi',
  'stored-unproven': 'save',
  'ca-not-loaded': 'check',
  'proxy-setting-unusable': 'check',
  'key-placeholder': 'copy',
  'key-differs': 'save',
  'key-shared': 'save',
  'copy-unusable': 'glpi',
  'copy-does-not-fit': 'glpi',
  'glpi-not-found': 'glpi',
  'glpi-not-glpi': 'glpi',
  'glpi-error': 'glpi',
  'glpi-database-down': 'glpi',
  'glpi-maintenance': 'glpi',
  'glpi-update-needed': 'glpi',
  'glpi-sessions-unwritable': 'glpi',
  'glpi-web-login': 'glpi',
  'glpi-header-dropped': 'glpi',
  'oauth-client-refused': 'glpi',
  'oauth-scope-missing': 'glpi',
  'console-as-root': 'glpi',
  'command-failed': 'glpi',
  'database-account-refused': 'glpi',
  'database-tls-required': 'glpi',
  'database-unsupported': 'glpi',
}

/** Trouble with a name, a certificate or a connection has one code for both peers: towards a GLPI its connection is what to look at. */
export function stepOfCause(code: CauseCode, peer: Peer = 'glpi-network'): SetupStep {
  const step = STEP_OF_CAUSE[code]
  return step === 'check' && peer === 'glpi' ? 'glpi' : step
}
