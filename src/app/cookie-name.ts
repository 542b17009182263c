import { cookiePrefix } from '#contract/cookie-prefix.ts'
import { BASE_PATH } from './base-path.ts'

/** What a cookie of ours is called here. Over TLS one without its prefix could be set by others, and is not read. */
export const cookieNameHere = (name: string): string =>
  `${cookiePrefix(location.protocol === 'https:', BASE_PATH)}${name}`
