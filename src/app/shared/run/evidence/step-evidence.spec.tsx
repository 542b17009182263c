import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Language } from '#contract/languages.ts'
import type { Facts, Outcome, Stage, Step } from '#domain/diagnosis.ts'
import { loadCatalogue } from '../../../language.ts'
import { StepEvidence } from './step-evidence.tsx'

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB', 'fr-FR'] })
})

const step = (stage: Stage, facts: Facts, outcome: Outcome = 'passed'): Step => ({
  id: stage,
  stage,
  route: 'used',
  outcome,
  ms: 1,
  cause: null,
  facts,
})

async function told(seen: Step, language: Language = 'en'): Promise<string> {
  const activate = await loadCatalogue(language)
  activate()
  const markup = renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <StepEvidence step={seen} />
    </I18nProvider>,
  )
  return markup
    .replaceAll('\u00a0', ' ')
    .replaceAll(/<\/?strong>/g, '*')
    .replaceAll(/<[^>]*>/g, '')
}

const CERTIFICATE = {
  'tls-version': 'TLSv1.3',
  issuer: 'WebGuard CA',
  'issuer-organisation': 'Mairie de Valbourg',
  names: 'services.glpi-network.com',
  'valid-from': '2026-01-02T00:00:00Z',
  'valid-to': '2028-01-02T00:00:00Z',
  'error-code': 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
}
const EXTENSIONS = { 'php-version': '8.2.36', 'missing-extensions': 'intl, sodium' }
const FOLDER = {
  path: '/srv/glpi/marketplace',
  state: 'read-only',
  owner: 'root',
  mode: '0755',
  user: 'root',
  'judged-for': 'www-data',
  'judged-by': 'files',
}
const PROXY = {
  proxy: 'proxy.valbourg.example:3128',
  'proxy-from': 'environment',
  'proxy-status': '407',
  'proxy-authenticate': 'Negotiate, NTLM',
  'proxy-software': 'squid/5.7',
}

test.each<[expected: string, seen: Step, language?: Language]>([
  ['192.0.2.44 (IPv4) · no IPv6 address', step('resolve', { ipv4: '192.0.2.44', ipv6: '' })],
  ['as the user www-data', step('machine', { user: 'www-data' })],
  [
    'the input device is not a TTY · NEEDS_TTY',
    step('machine', { said: 'the input device is not a TTY', 'error-code': 'NEEDS_TTY' }, 'failed'),
  ],
  [
    'as the user root · judged for www-data (owner of files/) · WARNING: not as root. · AS_ROOT',
    step(
      'glpi-right',
      {
        user: 'root',
        'judged-for': 'www-data',
        'judged-by': 'files',
        said: 'WARNING: not as root.',
        'error-code': 'AS_ROOT',
      },
      'failed',
    ),
  ],
  ['PHP 8.2.36 · GLPI needs what is missing here: *intl, sodium*', step('php', EXTENSIONS)],
  ['PHP 8.2.36 · GLPI a besoin de ce qui manque ici : *intl, sodium*', step('php', EXTENSIONS), 'fr'],
  ['GLPI 10.0.19 · DOCKER', step('glpi-settings', { 'glpi-version': '10.0.19', 'install-mode': 'DOCKER' })],
  [
    '/srv/glpi/marketplace · *may not be written to* · belongs to root, 0755 · seen as root · judged for www-data (owner of files/)',
    step('directory', FOLDER, 'failed'),
  ],
  [
    '/srv/glpi/marketplace · *pas de droit d’écriture* · appartient à root, 0755 · vu en tant que root · jugé pour www-data (propriétaire de files/)',
    step('directory', FOLDER, 'failed'),
    'fr',
  ],
  [
    'vendor.test · the resolver knows no such name · ENOTFOUND',
    step('resolve', { host: 'vendor.test', 'error-code': 'ENOTFOUND' }, 'failed'),
  ],
  [
    '[2001:db8::8]:443 · this server has no network of that kind · ENETUNREACH',
    step('connect', { address: '2001:db8::8', port: '443', 'error-code': 'ENETUNREACH' }, 'failed'),
  ],
  ['none is set: this server connects directly', step('proxy', { reason: 'no-proxy' }, 'not-needed')],
  [
    '*proxy.valbourg.example:3128* · set in the environment · answered 407 · requires a login by *Negotiate, NTLM* · says it is squid/5.7',
    step('proxy', PROXY, 'failed'),
  ],
  [
    'TLS 1.3 · issued by *WebGuard CA, Mairie de Valbourg* · for services.glpi-network.com · valid from 2 Jan 2026 to 2 Jan 2028 · its issuer is not known here · UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    step('tls', CERTIFICATE, 'failed'),
  ],
  [
    'TLS 1.3 · émis par *WebGuard CA, Mairie de Valbourg* · pour services.glpi-network.com · valide du 2 janv. 2026 au 2 janv. 2028 · son émetteur est inconnu ici · UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    step('tls', CERTIFICATE, 'failed'),
    'fr',
  ],
  [
    '/api/registration/info · HTTP 302 · redirects to *http://portal.test/in*',
    step('http', { asked: '/api/registration/info', status: '302', location: 'http://portal.test/in' }, 'failed'),
  ],
  [
    'asks to wait until Wed, 25 Nov 2026 12:00:00 GMT',
    step('http', { 'retry-after': 'Wed, 25 Nov 2026 12:00:00 GMT' }),
  ],
  ['a web page: *“Sign in”*', step('json', { 'page-title': 'Sign in' }, 'failed')],
  ['une page web : *« Sign in »*', step('json', { 'page-title': 'Sign in' }, 'failed'), 'fr'],
  ['a web page: *“withheld, because it quotes a secret”*', step('json', { 'page-title': 'withheld' }, 'failed')],
  ['“is_valid” is missing, or not what was agreed', step('contract', { 'wrong-member': 'is_valid' }, 'failed')],
  [
    '*Acceptée* · Good. · jusqu’au 8 mai 2027',
    step('verdict', { verdict: 'accepted', message: 'Good.', 'ends-at': '2027-05-08T23:59:59Z' }),
    'fr',
  ],
  ['268 plugins · 184,320 bytes', step('large', { plugins: '268', bytes: '184320' })],
  ['not reached', step('large', { reason: 'earlier-failure' }, 'not-reached')],
  ['failed', step('glpi-reach', {}, 'failed')],
  [
    '/apirest.php/initSession · HTTP 400: GLPI answers, and rightly asks for a session',
    step('glpi-reach', { asked: '/apirest.php/initSession', status: '400' }),
  ],
  ['it is JSON, and whole', step('json', {})],
  ['it holds what it should', step('contract', {})],
  ['GLPI 10.0.19', step('glpi-sign-in', { 'glpi-version': '10.0.19' })],
  ['the account may neither see nor change the setup', step('glpi-right', { rights: 'none' }, 'failed')],
  ['the account may see the setup, not change it', step('glpi-right', { rights: 'read' })],
  ['the account may change the setup', step('glpi-right', { rights: 'read, update' })],
  [
    'the account may neither see nor change the setup · its profile is Self-Service · it also has Super-Admin',
    step('glpi-right', { rights: 'none', profile: 'Self-Service', 'other-profiles': 'Super-Admin' }, 'failed'),
  ],
  [
    '/apirest.php/initSession · HTTP 502 · a web page: *“502 Bad Gateway”*',
    step('glpi-reach', { asked: '/apirest.php/initSession', status: '502', 'page-title': '502 Bad Gateway' }, 'failed'),
  ],
  [
    'HTTP 200 · PHP prints messages around the answer: display_errors should be off',
    step('glpi-reach', { status: '200', noise: 'php-messages' }),
  ],
  [
    'issued by *Root of a town* · for glpi.example · SHA-256 ab12 · self-signed · DEPTH_ZERO_SELF_SIGNED_CERT',
    step(
      'glpi-reach',
      {
        issuer: 'Root of a town',
        names: 'glpi.example',
        certificate: 'ab12',
        'error-code': 'DEPTH_ZERO_SELF_SIGNED_CERT',
      },
      'failed',
    ),
  ],
  [
    'cannot be decrypted here without GLPI’s encryption file · 308 characters',
    step('glpi-stored', { length: '308', reason: 'no-key-file' }),
  ],
  ['not reached', step('http', { reason: 'gremlins' }, 'not-reached')],
])('%s', async (expected, seen, language) => {
  expect(await told(seen, language)).toBe(expected)
})

test('what came over the wire stays text', () => {
  const markup = renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <StepEvidence step={step('json', { 'page-title': '<img src=x onerror=alert(1)>' }, 'failed')} />
    </I18nProvider>,
  )
  expect(markup).not.toContain('<img')
})
