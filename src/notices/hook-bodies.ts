import { createHmac } from 'node:crypto'
import type { RecipientKind } from '#contract/notices.ts'
import type { ExchangeRequest } from '#net/exchange.ts'
import type { ComposedMessage, ToldNotice } from './compose.ts'
import type { HookTarget } from './hook.ts'

type ByOneRequest = Exclude<RecipientKind, 'email' | 'glpi-ticket'>

type Body = { address?: string; headers?: Record<string, string>; body: unknown }

/** The one request that each of these services takes a message in. */
export function hookRequest(
  kind: ByOneRequest,
  target: HookTarget,
  message: ComposedMessage,
  now: number,
): ExchangeRequest {
  const { address = target.address, headers = {}, body } = BODIES[kind](message, target)
  const url = new URL(address)
  const text = JSON.stringify(body)
  return {
    method: 'POST',
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Latchkey',
      // the same at each attempt: whoever has seen it may discard a repeated message
      'idempotency-key': message.id,
      ...headers,
      ...(kind === 'webhook' && target.secret !== null && signatureOf(message.id, text, target.secret, now)),
    },
    body: text,
  }
}

/** The headers of the Standard Webhooks specification: id, time stamp, and HMAC-SHA256 over both and the body. */
export function signatureOf(id: string, body: string, secret: string, now: number): Record<string, string> {
  const timestamp = Math.floor(now / 1000)
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}

/** In a chat, nobody reads more; the page has them all. */
const MOST_IN_CHAT = 20

const BODIES: Record<ByOneRequest, (message: ComposedMessage, target: HookTarget) => Body> = {
  webhook: (message) => ({ body: documentOf(message) }),

  // an adaptive card, which a workflow "when a Teams webhook request is received" posts
  teams: (message) => ({
    body: {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            lang: message.language,
            body: [
              textBlock(escapedMarkdown(message.subject), { weight: 'Bolder', size: 'Medium' }),
              ...linesOf(message).map((line) => textBlock(escapedMarkdown(line))),
              textBlock(escapedMarkdown(message.footer), { isSubtle: true, size: 'Small' }),
            ],
            actions: [{ type: 'Action.OpenUrl', title: message.open, url: message.url }],
          },
        },
      ],
    },
  }),

  slack: (message) => ({
    body: {
      text: escapedForSlack(message.subject),
      unfurl_links: false,
      blocks: [
        slackSection(`*${escapedForSlack(message.subject)}*`),
        ...linesOf(message).map((line) => slackSection(escapedForSlack(line))),
        slackSection(`<${message.url}|${escapedForSlack(message.open)}>`),
      ],
    },
  }),

  mattermost: (message) => ({
    body: {
      text: [
        `**${escapedMarkdown(message.subject)}**`,
        ...linesOf(message).map(escapedMarkdown),
        `[${message.open}](${message.url})`,
      ].join('\n\n'),
    },
  }),

  // as JSON, because a header could not hold every title; the topic is then part of the body
  ntfy: (message, { address, secret }) => {
    const url = new URL(address)
    const parts = url.pathname.split('/').filter(Boolean)
    const topic = decodeURIComponent(parts.pop() ?? '')
    url.pathname = `/${parts.join('/')}`
    return {
      address: url.href,
      headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
      body: {
        topic,
        title: message.subject,
        message: linesOf(message).join('\n\n'),
        priority: message.severity === 'critical' ? 5 : message.severity === 'warning' ? 4 : 3,
        tags: [message.severity === 'ok' ? 'white_check_mark' : 'warning'],
        click: message.url,
      },
    }
  },
}

/** Latchkey's own body. */
const documentOf = ({ id, createdAt, language, severity, subject, summary, notices, body, url }: ComposedMessage) => ({
  version: 1,
  id,
  type: body !== null ? 'test' : summary !== null ? 'digest' : 'notice',
  createdAt: new Date(createdAt).toISOString(),
  language,
  severity,
  subject,
  url,
  fleet: summary,
  notices: notices.map(({ facts, sentence, next, url: page }) => ({
    instance: facts.instance,
    kind: facts.kind,
    severity: facts.severity,
    rung: facts.rung,
    daysLeft: facts.days,
    endsAt: facts.endsAt,
    seenAt: new Date(facts.seenAt).toISOString(),
    sentence,
    next,
    url: page,
  })),
})

/** A message in paragraphs, below its subject. */
export function linesOf({ notices, fleet, body, summary }: ComposedMessage): string[] {
  const isAlone = summary === null
  const shown = notices.slice(0, MOST_IN_CHAT)
  const left = notices.length - shown.length
  return [
    ...(fleet === null ? [] : [fleet]),
    ...(body === null ? [] : [body]),
    ...shown.map((notice) => paragraphOf(notice, isAlone)),
    ...(left > 0 ? [`+ ${left}`] : []),
  ]
}

const paragraphOf = ({ title, end, next, url }: ToldNotice, isAlone: boolean): string =>
  [...(isAlone ? [] : [`${title}.`]), end, next, ...(isAlone ? [] : [url])].filter((part) => part !== null).join(' ')

const textBlock = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more })

/** A section takes 3,000 characters. */
const slackSection = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000) } })

/** These three are the whole of Slack's escaping; nothing can then mention a channel or be a link. */
const escapedForSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A name is no link, no mention and no heading. Addresses stay as they are. */
const escapedMarkdown = (text: string): string =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/@/g, '@\u200b')))
    .join('')
