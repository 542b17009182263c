/** The usual limit of a server for one header, and far above any real key. */
export const MAX_KEY_CHARACTERS = 8192

/** Could this travel as the value of `X-Registration-Key`? Visible ASCII and inner blanks, nothing else (RFC 9110, 5.5). */
export const isSendable = (key: string): boolean =>
  key.length <= MAX_KEY_CHARACTERS && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(key)
