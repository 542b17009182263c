import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const ANSWER = ['ERROR_LOGIN_PARAMETERS_MISSING', 'parameter(s) login, password or user_token are missing']
const JSON_TEXT = JSON.stringify(ANSWER)
const NOTICE = '<br />\n<b>Deprecated</b>:  Something["x"] in <b>/srv/glpi/a.php</b> on line <b>312</b><br />\n'

test.each<[string, string, unknown, string | null]>([
  ['the answer alone', JSON_TEXT, ANSWER, null],
  ['with blanks around it', `\n  ${JSON_TEXT}\r\n`, ANSWER, null],
  ['a byte order mark', `\ufeff${JSON_TEXT}`, ANSWER, 'byte-order-mark'],
  ['two of them, and a line', `\ufeff\ufeff\n${JSON_TEXT}`, ANSWER, 'byte-order-mark'],
  ['a notice', NOTICE + JSON_TEXT, ANSWER, 'php-messages'],
  ['several notices', NOTICE.repeat(3) + JSON_TEXT, ANSWER, 'php-messages'],
  ['a notice behind it', JSON_TEXT + NOTICE, ANSWER, 'php-messages'],
  ['notices on both sides', NOTICE + JSON_TEXT + NOTICE, ANSWER, 'php-messages'],
  ['a message without colours', `PHP Warning:  a [b] in c.php on line 3\n${JSON_TEXT}`, ANSWER, 'php-messages'],
  ['an object', `${NOTICE}{"session_token":"abc"}`, { session_token: 'abc' }, 'php-messages'],
  ['a list of objects', `${NOTICE}[{"id":1}]`, [{ id: 1 }], 'php-messages'],
  ['an empty list', `${NOTICE}[]`, [], 'php-messages'],
  ['a page with JSON in it', `<!DOCTYPE html><html><script>var a = ["b"]</script></html>`, undefined, null],
  ['a text', 'Bad Gateway', undefined, null],
  ['nothing', '', undefined, null],
  ['what was cut', JSON_TEXT.slice(0, -3), undefined, null],
])('%s', (_, body, json, noise) => expect(readJson(body)).toEqual({ json, noise }))
