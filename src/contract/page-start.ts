import type { Language } from './languages.ts'
import type { CurrentSession, FirstInstances, Registration } from './panel.ts'

/** The `id` of the element of the page that holds it, as JSON. */
export const PAGE_START_ID = 'latchkey-start'

/** The cookie that scripts can read: which sign-in this browser has. It opens nothing. */
export const SIGN_IN_COOKIE = 'latchkey-page'

/**
 * A request with this header was made by a page that nobody has touched for a minute: reading again, or telling what it shows. It does
 * not make the session last.
 */
export const UNTOUCHED_HEADER = 'latchkey-untouched'

/**
 * What the gateway writes into the page, so that the page need not ask for it. null stands for what it did not write: the page
 * asks for that.
 */
export type PageStart = {
  /** Whose page it is, as `SIGN_IN_COOKIE` has it; '' without a sign-in. A page that a proxy kept may be somebody else's. */
  signIn: string
  session: CurrentSession
  /** With the instance that the address names. */
  instances: FirstInstances | null
  /** Of the instance that the address names. */
  registration: Registration | null
}

/** A script that the first screen of a registration needs (`src/bin/page-build/scripts.ts` names them). */
export type FirstScript = 'entry-form' | 'saved-key' | 'saved-alerts' | 'registration' | 'cause-words'

/** What shows this state: the browser loads it along with the page, and the page waits for it. */
export function firstScriptsOf(registration: Registration): FirstScript[] {
  const { key, glpi, state } = registration
  if (state === 'managed') return glpi ? ['saved-alerts'] : []
  return [key === null ? 'entry-form' : 'saved-key', ...alertScriptsOf(registration)]
}

/** What is said before anything else comes with the page: all below it would move otherwise. */
function alertScriptsOf(registration: Registration): FirstScript[] {
  if (!hasAlerts(registration)) return []
  const { glpi, alsoSavedFor, warning, vendor, storageCause } = registration
  const isMore = glpi !== null || alsoSavedFor !== undefined || MORE_WARNINGS.has(warning.kind)
  const isCause = vendor.cause !== null || storageCause !== null || glpi?.cause != null
  return [
    'saved-alerts',
    ...(isMore ? (['registration'] as const) : []),
    ...(isCause ? (['cause-words'] as const) : []),
  ]
}

const MORE_WARNINGS = new Set<Registration['warning']['kind']>(['clock-wrong', 'vendor-silent'])

/** Whether there may be something to say before anything else. */
const hasAlerts = ({ key, glpi, state, warning, expiry, alsoSavedFor }: Registration): boolean =>
  glpi !== null ||
  (key !== null &&
    (state !== 'active' || warning.kind !== 'none' || expiry?.rung != null || alsoSavedFor !== undefined))

/**
 * The cookie in which a browser says how its page looks, so that the gateway can draw the first screen alike: `fr~Europe/Paris~dark`, the
 * language, the time zone (IANA) and the theme that was chosen, if any.
 */
export const READER_COOKIE = 'latchkey-reader'

/** null where a browser has not said so far; '' for that of its system. */
export type NotedTheme = 'light' | 'dark' | '' | null

/** For whom something is worded. */
export type Reader = {
  language: Language
  /** As the browser names them, the favourite first: `en-GB` and `en-US` write dates apart. */
  languages: readonly string[]
  timeZone: string
}

/** What the gateway draws before any script has run. */
export type FirstScreenView = { start: PageStart; reader: Reader; path: string; basePath: string }

/** @returns the markup of the page below `#root`; null where the page is left to its scripts. */
export type RenderFirstScreen = (view: FirstScreenView) => Promise<string | null>
