const BEYOND_ASCII = /[^\0-\x7f]/

/** Bytes that are never UTF-8, sequences cut short, overlong forms, surrogates, what is past U+10FFFF, stray tails. */
const BROKEN =
  /[\xc0\xc1\xf5-\xff]|[\xc2-\xdf](?![\x80-\xbf])|[\xe0-\xef](?![\x80-\xbf]{2})|[\xf0-\xf4](?![\x80-\xbf]{3})|\xe0[\x80-\x9f]|\xed[\xa0-\xbf]|\xf0[\x80-\x8f]|\xf4[\x90-\xbf]|(?<![\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})[\x80-\xbf]/

/** Is a text of one character a byte strict UTF-8? By regular expression: several times faster than a loop. */
export const isUtf8 = (bytes: string): boolean => !BEYOND_ASCII.test(bytes) || !BROKEN.test(bytes)
