import { afterEach, beforeEach, expect, test } from 'vitest'
import { NEVER_ABORTED } from '#net/deadline.ts'
import type { RecipientKind } from '#contract/notices.ts'
import { composeMessage, type ComposedMessage } from './compose.ts'
import { DeliveryFailure } from './delivery-failure.ts'
import { sendToHook, type HookTarget } from './hook.ts'
import { sayTo } from './message-language.ts'
import type { NoticeFacts } from './occasions.ts'
import { HookReceiver, type ReceivedHook } from './testing/hook-receiver.ts'

const NOW = Date.UTC(2030, 0, 1, 12)

let hook: HookReceiver
beforeEach(async () => {
  hook = await HookReceiver.start()
})
afterEach(() => hook.kill())

const facts: NoticeFacts = {
  instance: { id: 'town', name: 'Town <@here> *hall* & [x](http://y) @all', practice: false },
  kind: 'ends-soon',
  severity: 'critical',
  rung: 7,
  days: 6,
  endsAt: '2030-01-08T00:00:00.000Z',
  seenAt: NOW,
}

const compose = async (notices: NoticeFacts[], isDigest = false): Promise<ComposedMessage> =>
  composeMessage(
    {
      id: 'id-1',
      createdAt: NOW,
      notices,
      summary: isDigest ? { count: 214, ending: 3, ended: 0, troubled: 1 } : null,
    },
    { say: await sayTo('en'), address: 'https://latchkey.example', zone: 'UTC' },
  )

async function send(
  kind: Exclude<RecipientKind, 'email'>,
  target: Partial<HookTarget> = {},
  message?: ComposedMessage,
): Promise<unknown> {
  const whole = { address: `${hook.url}/a/hook?x=1`, secret: null, appToken: null, ...target }
  try {
    const composed = message ?? (await compose([facts]))
    return await sendToHook(kind, whole, composed, { signal: NEVER_ABORTED, now: () => NOW, limitMs: 2000 })
  } catch (error) {
    if (error instanceof DeliveryFailure) return { ...error.failure, retryAfterSeconds: error.retryAfterSeconds }
    throw error
  }
}

const first = (): ReceivedHook => hook.received[0] ?? { method: '', path: '', headers: {}, body: 'null' }
const bodyOf = ({ body }: ReceivedHook): unknown => JSON.parse(body)

test('Teams: an adaptive card in a message', async () => {
  expect(await send('teams')).toBe('HTTP 200')
  expect(first()).toMatchObject({ method: 'POST', path: '/a/hook?x=1' })
  expect(first().headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': 'id-1',
  })
  expect(bodyOf(first())).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          lang: 'en',
          actions: [{ type: 'Action.OpenUrl', url: 'https://latchkey.example/town/setup/general/glpi-network' }],
        },
      },
    ],
  })
  expect(first().body).toContain('The subscription ends in 6 days')
})

test('Slack: nobody is mentioned, whatever an instance is called', async () => {
  await send('slack')
  expect(bodyOf(first())).toMatchObject({
    text: 'Town &lt;@here&gt; *hall* &amp; [x](http://y) @all: The subscription ends in 6 days',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn' } },
      {
        type: 'section',
        text: {
          text: expect.stringMatching(
            /^End of the subscription: 8 January 2030\. Next step: Renew the subscription before 8 January 2030\./,
          ),
        },
      },
      { text: { text: '<https://latchkey.example/town/setup/general/glpi-network|Open the page>' } },
    ],
  })
})

test('Mattermost: no markup and no mention from a name', async () => {
  await send('mattermost')
  const { text }: { text: string } = JSON.parse(first().body)
  expect(text.split('\n\n')[0]).toBe(
    '**Town \\<@\u200bhere\\> \\*hall\\* & \\[x\\](http://y) @\u200ball: The subscription ends in 6 days**',
  )
  expect(text).toContain('[Open the page](https://latchkey.example/town/setup/general/glpi-network)')
})

test('ntfy: as JSON at the root, with the topic and a token', async () => {
  await send('ntfy', { address: `${hook.url}/glpi%20warnings`, secret: 'tk_1' })
  expect(first()).toMatchObject({ path: '/', headers: { authorization: 'Bearer tk_1' } })
  expect(bodyOf(first())).toMatchObject({
    topic: 'glpi warnings',
    title: 'Town <@here> *hall* & [x](http://y) @all: The subscription ends in 6 days',
    priority: 5,
    click: 'https://latchkey.example/town/setup/general/glpi-network',
  })
})

test('a ticket in GLPI: a session of its own, and never two tickets for one message', async () => {
  const tickets: string[] = []
  hook.answer = ({ method, path }) => {
    if (path.startsWith('/apirest.php/initSession')) return { status: 200, body: '{"session_token":"s-1"}' }
    if (path.startsWith('/apirest.php/killSession')) return { status: 200, body: 'true' }
    if (method === 'GET') return { status: 200, body: JSON.stringify(tickets.map((id) => ({ id }))) }
    tickets.push(path)
    return { status: 201, body: '{"id":1}' }
  }
  const target = { address: `${hook.url}/apirest.php/`, secret: 'user-1', appToken: 'app-1' }
  expect(await send('glpi-ticket', target)).toBe('HTTP 201')
  const [session, search, post, end] = hook.received
  expect(session).toMatchObject({ headers: { authorization: 'user_token user-1', 'app-token': 'app-1' } })
  expect(search?.path).toBe('/apirest.php/Ticket/?searchText%5Bcontent%5D=id-1&range=0-0')
  expect(post).toMatchObject({ method: 'POST', headers: { 'session-token': 's-1', 'app-token': 'app-1' } })
  expect(post?.headers['authorization']).toBeUndefined()
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    input: {
      name: 'Town <@here> *hall* & [x](http://y) @all: The subscription ends in 6 days',
      content: expect.stringContaining('<p>https://latchkey.example/town/setup/general/glpi-network</p><p>id-1</p>'),
      urgency: 4,
    },
  })
  expect(end?.path).toBe('/apirest.php/killSession')
  await send('glpi-ticket', target)
  expect(tickets).toHaveLength(1)
})

test('a digest in a chat: how the fleet stands, and the first twenty', async () => {
  const many = Array.from({ length: 25 }, (_, at) => ({
    ...facts,
    instance: { id: `t-${at}`, name: `Town ${at}`, practice: false },
  }))
  await send('slack', {}, await compose(many, true))
  const { text, blocks }: { text: string; blocks: { text: { text: string } }[] } = JSON.parse(first().body)
  expect(text).toBe('25 new warnings about your GLPI subscriptions')
  expect(blocks[1]?.text.text).toBe('3 of 214 end within 30 days, 1 has another problem.')
  expect(blocks).toHaveLength(24)
  expect(blocks[22]?.text.text).toBe('+ 5')
})

test.each([
  [{ status: 500 }, { fault: 'refused', said: 'HTTP 500', retryAfterSeconds: null }],
  [
    { status: 429, headers: { 'retry-after': '120' } },
    { fault: 'refused', said: 'HTTP 429', retryAfterSeconds: 120 },
  ],
  [{ status: 401 }, { fault: 'sign-in-refused', said: 'HTTP 401', retryAfterSeconds: null }],
  [
    { status: 302, headers: { location: '/' } },
    { fault: 'redirected', said: 'HTTP 302', retryAfterSeconds: null },
  ],
  [
    { status: 200, body: 'x'.repeat(100_000) },
    { fault: 'unknown', said: 'TOO_LARGE', retryAfterSeconds: null },
  ],
])('an answer of %j', async (answer, failure) => {
  hook.answer = () => answer
  expect(await send('webhook', { secret: 'text of a person' })).toEqual(failure)
})

test.each([
  ['["ERROR_WRONG_APP_TOKEN_PARAMETER","an error in the parameters"]', 'HTTP 400 ERROR_WRONG_APP_TOKEN_PARAMETER'],
  ['["ERROR","API disabled; view documentation in your browser at http://glpi.example/"]', 'HTTP 400 API disabled'],
  ['<html>', 'HTTP 400'],
])('GLPI says why it opens no session: %s', async (body, said) => {
  hook.answer = () => ({ status: 400, body })
  expect(await send('glpi-ticket', { secret: 'user-1' })).toMatchObject({ fault: 'refused', said })
})

test('an address where nobody is, and one that never answers', async () => {
  hook.answer = () => new Promise(() => undefined)
  expect(await send('slack')).toMatchObject({ fault: 'no-answer' })
  const { url } = hook
  await hook.kill()
  expect(await send('slack', { address: `${url}/x` })).toMatchObject({ fault: 'connect-refused' })
})
