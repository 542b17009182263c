import { expect, test } from 'vitest'
import { BY_ERROR_CODE } from './cause-catalogue/by-error-code.ts'
import { TOWARDS_GLPI } from './cause-catalogue/towards-glpi.ts'
import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import { metAt, wordsIn, causeWordsOf } from './cause-words.ts'
import { CAUSES } from './causes.ts'
import type { Route, Stage, Step } from './diagnosis.ts'

type Part = keyof typeof SHAPES
const SHAPES = {
  title: /^[A-Z].{8,58}[^.]$/,
  meaning: /^[A-Z].{15,260}\.$/,
  next: /^[A-Z].{15,260}\.$/,
  glpi: /^[A-Z].{15,240}\.$/,
  caller: /^[A-Z].{30,200}[.?]$/,
}
const isPart = (name: string): name is Part => name in SHAPES

const SAID = [
  ...Object.entries(TOWARDS_GLPI).map(([code, words]) => [`cause.${code}.at-glpi`, words] as const),
  ...Object.entries(BY_ERROR_CODE).map(([code, { of, words }]) => [`cause.${of}.${code}`, words] as const),
]

test.each(SAID)('%s is short, and where translators look for it', (prefix, words) => {
  for (const [part, { id, message }] of Object.entries(words)) {
    expect(id).toBe(`${prefix}.${part}`)
    expect(message).toMatch(isPart(part) ? SHAPES[part] : /there is no such part/)
    expect(message.replaceAll(/“[^”]*”/g, '')).not.toMatch(/please|oops|sorry|[!'"{}]/i)
  }
})

/** The causes whose general words speak of GLPI Network alone. */
const OF_THE_PATH = CAUSE_CODES.filter((code) => /^(dns|connect|connection|reply|tls)-|^redirected$/.test(code))

test.each(OF_THE_PATH)('%s towards a GLPI says nothing of GLPI Network', (code) => {
  const { title, meaning, next, caller } = causeWordsOf(code, 'glpi')
  for (const { message } of [title, meaning, next, caller]) expect(message).not.toMatch(/GLPI Network|services\.glpi/)
  expect(causeWordsOf(code, 'glpi-network')).toBe(CAUSES[code])
})

test.each<[CauseCode, string, RegExp]>([
  ['glpi-not-glpi', 'GLPI_SIGN_IN_PAGE', /does not pass apirest\.php on/],
  ['glpi-web-login', 'HTTP_BASIC', /web server’s login/],
  ['oauth-client-refused', 'unauthorized_client', /tick Password/],
  ['oauth-client-refused', 'access_denied', /allowed IPs/],
  ['glpi-sign-in-refused', 'invalid_grant', /login and password/],
  ['glpi-error', 'TOKEN_EMPTY_500', /glpicrypt\.key/],
])('%s with %s has a next step of its own', (cause, code, next) => {
  expect(causeWordsOf(cause, 'glpi', code).next.message).toMatch(next)
  expect(causeWordsOf(cause, 'glpi', 'UNKNOWN').next).toBe(causeWordsOf(cause, 'glpi').next)
})

test('a code chooses words of its own cause only', () => {
  expect(causeWordsOf('glpi-error', 'glpi', 'HTTP_BASIC')).toEqual(causeWordsOf('glpi-error', 'glpi'))
})

const step = (stage: Stage, route: Route, cause: CauseCode | null, code?: string): Step => ({
  id: stage,
  stage,
  route,
  outcome: cause ? 'failed' : 'passed',
  ms: 1,
  cause,
  facts: code === undefined ? {} : { 'error-code': code },
})

test.each<[string, Step[], string]>([
  ['towards GLPI Network', [step('connect', 'used', 'connect-refused')], 'glpi-network'],
  ['towards a GLPI', [step('connect', 'used', null), step('glpi-reach', 'glpi', 'connect-refused')], 'glpi'],
  [
    'on both',
    [step('connect', 'used', 'connect-refused'), step('glpi-reach', 'glpi', 'connect-refused')],
    'glpi-network',
  ],
  ['from GLPI’s own machine', [step('connect', 'host', 'connect-refused')], 'glpi-network'],
  ['towards GLPI’s own machine', [step('machine', 'host', 'connect-refused')], 'glpi'],
  ['nowhere', [], 'glpi-network'],
])('a refused connection %s', (_, steps, peer) => expect(metAt('connect-refused', steps).peer).toBe(peer))

test('what is met on GLPI’s own machine has the words of its code', () => {
  const steps = [step('connect', 'host', null), step('glpi-right', 'host', 'right-missing', 'NO_SUCH_PROFILE')]
  expect(wordsIn(steps, 'right-missing').next.message).toMatch(/^Write the profile’s name/)
})

test('the words of a run are those of the place and of the code', () => {
  const steps = [step('glpi-reach', 'glpi', 'glpi-not-glpi', 'LATCHKEY')]
  expect(wordsIn(steps, 'glpi-not-glpi').meaning.message).toMatch(/^Latchkey itself answered/)
})
