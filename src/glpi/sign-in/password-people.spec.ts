import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeGlpi, type FakeGlpi } from '../testing/fake-glpi.ts'
import { createPasswordPeople } from './password-people.ts'

/** Every answer here was seen on a GLPI 10.0.19 (of 11, on an 11.0.8), and people signed in there with the same code. */
const { signal } = new AbortController()

let glpi: FakeGlpi
beforeEach(async () => {
  glpi = await startFakeGlpi({ friendlyName: 'O&#38;B &#60;Ada&#62;' })
})
afterEach(() => glpi.close())

const people = (rest: object = {}) => createPasswordPeople({ place: { url: glpi.url, rest }, now: Date.now })
const signIn = () => people().byPassword(glpi.login, glpi.password, signal)

async function hold() {
  const held = await signIn()
  if (held.hold.kind !== 'session') throw new Error('no session')
  return held.hold
}

test.each<[number | null, { read: boolean; update: boolean }]>([
  [3, { read: true, update: true }],
  [1, { read: true, update: false }],
  [0, { read: false, update: false }],
  [null, { read: false, update: false }],
])('login and password give the person, with the right %s', async (config, right) => {
  glpi.config = config
  const { person, canBeReadAgain } = await signIn()
  expect({ person, canBeReadAgain }).toEqual({
    person: { names: ['O&B <Ada>', 'glpi'], right: expect.objectContaining(right) },
    canBeReadAgain: true,
  })
})

test('the password is sent once, and in no address', async () => {
  const { token } = await hold()
  await people().readAgain(await hold(), signal)
  const basic = `Basic ${Buffer.from(`${glpi.login}:${glpi.password}`).toString('base64')}`
  const sent = glpi.requests.filter(({ headers }) => headers.authorization === basic)
  expect(sent.map(({ path }) => path)).toEqual(Array(2).fill('/apirest.php/initSession?get_full_session=true'))
  expect(glpi.requests.map(({ path }) => path).join('\n')).not.toMatch(new RegExp(`${glpi.password}|${token}`))
})

test('the right is read again from GLPI, which lets a session keep the one it began with', async () => {
  const held = await hold()
  glpi.config = 1
  expect((await people().readAgain(held, signal)).person.right).toMatchObject({ read: true, update: false })
  glpi.config = 0
  expect((await people().readAgain(held, signal)).person.right).toMatchObject({ read: false, update: false })
})

test.each<[string, (of: FakeGlpi) => void, object]>([
  ['is closed', (of) => (of.accountIsOpen = false), { cause: 'glpi-sign-in-refused', errorCode: 'ACCOUNT_CLOSED' }],
  [
    'has lost the profile',
    (of) => (of.profiles = [{ id: 1, name: 'Self-Service' }]),
    { cause: 'glpi-sign-in-refused', errorCode: 'ACCOUNT_CLOSED' },
  ],
  [
    'has no session there any more',
    (of) => of.sessions.clear(),
    { cause: 'glpi-sign-in-refused', errorCode: 'ERROR_SESSION_TOKEN_INVALID' },
  ],
])('an account is refused that %s', async (_, prepare, failure) => {
  const held = await hold()
  prepare(glpi)
  await expect(people().readAgain(held, signal)).rejects.toMatchObject(failure)
})

test('who may not see their own account cannot be read again', async () => {
  glpi.seesOwnAccount = false
  expect(await signIn()).toMatchObject({ canBeReadAgain: false })
})

test('a wrong password leaves no session, and neither does an account that is closed', async () => {
  await expect(people().byPassword(glpi.login, 'wrong', signal)).rejects.toMatchObject({
    cause: 'glpi-sign-in-refused',
    errorCode: 'ERROR_GLPI_LOGIN',
  })
  glpi.accountIsOpen = false
  await expect(signIn()).rejects.toMatchObject({ errorCode: 'ACCOUNT_CLOSED' })
  expect(glpi.sessions.size).toBe(0)
})

test('the session in GLPI can be ended', async () => {
  await people().end(await hold())
  expect(glpi.sessions.size).toBe(0)
})

test('what its API asks for besides comes from the connection', async () => {
  glpi.appToken = 'a'.repeat(40)
  const ours = people({ appToken: glpi.appToken })
  const held = await ours.byPassword(glpi.login, glpi.password, signal)
  if (held.hold.kind === 'session') await ours.readAgain(held.hold, signal)
  await expect(signIn()).rejects.toMatchObject({ errorCode: 'ERROR_APP_TOKEN_PARAMETERS_MISSING' })
})

test.each<[string, (of: FakeGlpi) => void, string | null]>([
  ['answers', () => undefined, null],
  ['is switched off', (of) => (of.apiEnabled = false), 'glpi-api-disabled'],
  ['is a page', (of) => (of.page = { status: 200, html: '<title>Hello</title>' }), 'glpi-not-glpi'],
  ['refuses this machine', (of) => (of.clientActive = false), 'glpi-api-disabled'],
])('a test of an API that %s', async (_, prepare, cause) => {
  prepare(glpi)
  const found = await people()
    .test(signal)
    .then(
      () => null,
      (error: unknown) => Object(error).cause,
    )
  expect(found).toBe(cause)
})

test('a GLPI 11 is known, also while its API is off', async () => {
  expect(await people().isGlpi11(signal)).toBe(false)
  const eleven = await startFakeGlpi({
    version: '11.0.8',
    hlapi: { enabled: false, clientId: 'c', clientSecret: 's' },
  })
  expect(await createPasswordPeople({ place: { url: eleven.url }, now: Date.now }).isGlpi11(signal)).toBe(true)
  await eleven.close()
})
