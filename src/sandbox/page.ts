import type { ServerResponse } from 'node:http'
import { SANDBOX_KEYS } from './keys.ts'
import type { Plugin } from './catalogue.ts'

/** Where GLPI's links "Register" and "Renew" lead: the keys, to be copied by hand. */
export const homePage = (): string =>
  page(
    'Latchkey’s sandbox',
    `<p>A stand-in for GLPI Network, for practice: nothing here is real, and no key of it opens anything real.</p>
<p>Each key makes the stand-in behave in another way. Paste one where a registration key is asked for.</p>
<dl>${SANDBOX_KEYS.map(keyItem).join('\n')}</dl>`,
  )

/** Where the links of a plugin lead: its home page, its issues, its documentation. */
export const pluginPage = ({ name, en }: Plugin): string =>
  page(name, `<p>${escaped(en)}. A plugin of the sandbox: it does nothing, and there is no more to read about it.</p>`)

const keyItem = ({ name, does, key }: (typeof SANDBOX_KEYS)[number]): string => `<dt>${escaped(name)}</dt>
<dd><p>${escaped(does)}</p><textarea readonly cols="80" rows="4" aria-label="${escaped(name)}">${key}</textarea></dd>`

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>
${body}</html>`

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function html(reply: ServerResponse, body: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" }
  reply.writeHead(200, headers).end(body)
}
