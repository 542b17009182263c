import { LONG_KEY } from './sample-keys.ts'

/** Texts made to cost as much as they can, each repeated to any length. */
export const HOSTILE: Record<string, string> = {
  eyJ: 'eyJ',
  'eyJ and blanks': 'eyJ ',
  'a key cut off, again and again': 'eyJpZCI6Nywic2lnbmF0dXJlIjoi ',
  'a long start': 'eyJpZCI6Nywic2lnbmF0dXJlIjoiQUFB' + 'QUFB'.repeat(240),
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
  // the costliest found by a search of mixtures by chance
  'codes in Cyrillic lines, again and again': 'fQеeyJpZCI6Nywic2ln=\r\n',
  'a bit of everything': '&#fQ==eyJhIjoi<{e=\r\nmailto:***C <b>',
  'listings, codes and starts':
    '7 e\n8 e\nе&#eyJhIjoi=\n\n=\n&#\u00adeyJ%3D\\u003deyJpZCI6Nywic2ln...!\n E1 %257 e\n8 e\n<br>&#fQ=\n E«a@C &#=\na@',
  'whole objects in a listing':
    "<br>\ufeff7 e\n8 e\n=eyJeyJpZCI6IiJ9%C2%A0<br>eyJeeyJpZCI6IiJ9&equals;www.eeyJpZCI6IiJ9ｅｙＪ,'\u00ad%25&#eе=\neyJpZCI6IiJ9",
  'cut codes and starts': '=3DC =eyJpZCI6Nywic2ln=\nI" . "eyJpZCI6Nywic2ln%25%25<br>…Zm9v',
  'guesses without end': 'еyJ=\neyJhIjoiIiwK"fQ<=!\n 7 e\n8 e\n| ,\ufeffeyJeeyJpZCI6IiJ9eyJe{%25eyJpZCI6Nywic2ln" . "',
  // against what is left out of lines, and what stands in base64
  'a diff without end': '+eyJpZCI6Nywic2lnbmF0dXJlIjoi\n+QUFBQUFBQUFBQUFB\n',
  'a log without end': '10:00:01 INFO eyJpZCI6Nywic2ln\n10:00:02 INFO bmF0dXJlIjoiQUFB\n',
  'parts without end': 'Part 1:\neyJpZCI6Nywic2lnbmF0dXJlIjoi\nPage 2 of 3\nQUFB\n- 3 -\n',
  'marks at line ends': 'eyJpZCI6Nywic2lnbmF0dXJlIjoi ^\nQUFBQUFBQUFBQUFB-\nQUFB $\n',
  'signs between letters': 'eyJpZCI6N!ywic2ln?bmF0dXJl\ufffdIjoi~QUFB#',
  'codes for a terminal': '\u001b[32meyJ\u001b[0m[K',
  'titles of a terminal left open': '\u001b]8;;eyJ',
  'base64 of a text': 'ZXlKcFpDSTZOeXdpYzJsbmJtRjBkWEpsSWpvaVpYbEtj ',
  'base64 of base64': 'WlhsS2NGcERTVFpPZVhkcFl6SnNibUpHUmpCa1dFcHNTV3B2YVZwWWJFdGoK',
  'a mail of parts':
    'Content-Transfer-Encoding: base64\n\nSGVsbG8sDQoNCnlvdXIga2V5OiBleUpwWkNJNk55d2ljMmxuYm1GMGRYSmxJam9p\n--b\n',
  'decoded keys left open': '{"signature":"',
  'decoded keys': '{"a":{"signature":""}}',
  'a document in RTF': '{\\rtf1\\u101?yJ\\par {\\*\\x eyJ}',
  'elements that nobody knows': '<snip>eyJ</a>',
  prose: 'Here is the key that the vendor sent to every one of us: ',
}

/** Letters of base64 without rhyme or reason, the same each time. */
export function hostileLetters(length: number): string {
  let seed = 1
  let text = ''
  while (text.length < length) {
    seed = (seed * 48_271) % 2_147_483_647
    text += LETTERS.charAt(seed % 64)
  }
  return text
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The same part as often as it fits, so that texts of two lengths differ in nothing else, then blanks. */
export const repeated = (part: string, length: number): string =>
  part
    .repeat(Math.max(1, Math.floor(length / part.length)))
    .slice(0, length)
    .padEnd(length, ' ')
