import type { Browser, Cookie, Page } from 'playwright'
import type { PageCondition } from './marks.ts'

/** One of the pages that are compared. */
export type Subject = {
  name: string
  address: string
  /** Of somebody who is signed in, and nothing else. */
  cookies: readonly Cookie[]
  /**
   * `field`: a key can be typed, and its button pressed. `usable`: everything is in place, and a press is done at once. `status`: what
   * became of the saved key. `saved`: that it is saved, at least. `usable-saved`: as `usable`, of a page that begins with a saved key.
   */
  conditions: readonly (PageCondition & { name: 'field' | 'usable' | 'status' | 'saved' | 'usable-saved' })[]
  /** Puts the key into the field, so that a press on the button saves it. */
  enter(page: Page, key: string): Promise<void>
  /** Presses the button. */
  press(page: Page): Promise<void>
  /** Brings it back to where no key is saved; nothing of it is measured. */
  reset(browser: Browser): Promise<void>
}

/** The subscription of the key that is saved, as both pages show it. */
export const MEASURED_KEY = 'standard'
export const KEY_TITLE = 'Practice Standard'
