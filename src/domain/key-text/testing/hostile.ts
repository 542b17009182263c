import { LONG_KEY } from './sample-keys.ts'

/** Texts made to cost as much as they can, each repeated to any length. */
export const HOSTILE: Record<string, string> = {
  eyJ: 'eyJ',
  'eyJ and blanks': 'eyJ ',
  'a key cut off, again and again': 'eyJpZCI6Nywic2lnbmF0dXJlIjoi ',
  'a long start': 'eyJpZCI6Nywic2lnbmF0dXJlIjoiQUFB' + 'QUFB'.repeat(400),
  'starts in a long string': 'eyJhIjoiZXlKaElqb2laXlK',
  'blanks that look like JSON': 'ICAg',
  'objects without a signature': 'eyJhIjoxfQ==',
  'the same key': LONG_KEY,
  'equals signs': '=',
  'angle brackets': '<',
  'tags left open': '<a ',
  tags: '<b>',
  ampersands: '&',
  entities: '&#61;',
  amp: '&amp;',
  'percent signs': '%',
  'percent codes': '%25',
  backslashes: '\\',
  braces: '{',
  quotes: '"',
  blanks: ' ',
  'line breaks': '\n',
  'numbered lines': '1 e\n2 e\n',
  'letter e': 'e',
  'e and blank': 'e ',
  dots: '.',
  mask: '•',
  lookalikes: 'еyJ',
  'zero bytes': 'e\0y\0J\0',
  prose: 'Here is the key that the vendor sent to every one of us: ',
}

export const repeated = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length)
