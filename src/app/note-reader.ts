import { READER_COOKIE } from '#contract/page-start.ts'
import { BASE_PATH } from './base-path.ts'
import { cookieNameHere } from './cookie-name.ts'
import { readPreference } from './preferences.ts'

const YEAR_SECONDS = 31_536_000

/** So that the gateway draws the first screen of the next visit alike. @param language that of the page, as BCP 47 names it. */
export function noteReader(language: string): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const noted = [language, timeZone, readPreference('theme') ?? ''].join('~')
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${cookieNameHere(READER_COOKIE)}=${noted}; path=${BASE_PATH}/; max-age=${YEAR_SECONDS}; samesite=strict${secure}`
}
