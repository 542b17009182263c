import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { guessedDamages, lossyDamages } from '#domain/key-text/testing/damages.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, mangled, test, type Panel } from './panel.ts'
import { sampleOf } from './sample.ts'

test.use(FOR_LOOKS)

/** Does what leads to a state, whatever the language. */
type Bring = (panel: Panel) => Promise<void>
/** What `shown` matches is drawn last. */
type State = readonly [name: string, path: string, shown: string, bring?: Bring]

const press =
  (selector: string): Bring =>
  ({ page }) =>
    page.locator(selector).first().click()
const fill =
  (selector: string, text: string): Bring =>
  ({ page }) =>
    page.locator(selector).first().fill(text)
const key =
  (pressed: string): Bring =>
  async ({ page }) => {
    // shortcuts come with the tools at the top
    await expect(page.locator('.lk-top-tools select').first()).toBeVisible()
    await page.keyboard.press(pressed)
  }
const after =
  (...steps: Bring[]): Bring =>
  async (panel) => {
    for (const step of steps) await step(panel)
  }

const KEY = sandboxKey('standard')
const HEX = '0123456789abcdef'

/** One text for each finding of a paste. */
const PASTES: Record<string, string> = {
  whole: KEY,
  cleaned: mangled(KEY),
  guessed: guessedDamages['cyrillic letters'](KEY),
  'too-early': lossyDamages.truncated(KEY),
  changed: lossyDamages['one letter misread'](KEY),
  masked: lossyDamages['masked by dots'](KEY),
  several: `${KEY}\n${sandboxKey('basic')}`,
  unfamiliar: 'a-'.repeat(600),
  token: 'q7Zx2LmNp0RtUvWy3BcDfGhJkS5aEiOo8QrT1XzM',
  client: HEX.repeat(4),
  'private-key': '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----',
  password: 'hunter2!',
  order: 'CMD-2030-00123',
}

const TABLE = `name,id,services,glpi
Town hall of the long river,town-hall-2,,https://glpi.example/
,no name,ftp://x,not-an-address
Another,town-hall,,`

const STEPS = ['glpi', 'account', 'offer', 'copy', 'paste', 'check', 'save', 'open']
const SEEN = [
  'badge.pending',
  'badge.broken',
  'box.truncated',
  'glpi.invalid',
  'cause.tls-untrusted-issuer',
  'cause.crypt-key-missing',
]
const NEEDS = [
  '',
  '?where=own',
  '?where=own&want=open-source',
  '?where=cloud',
  '?where=own&want=glpi',
  '?where=own&want=official',
  '?where=own&want=third-party',
  '?where=own&want=subscription',
  '?where=own&want=open-source&how=by-hand',
  '?where=own&want=open-source&how=marketplace',
]

const STATES: readonly State[] = [
  ...STEPS.map((step): State => [`guide-${step}`, `/town-hall/setup-guide?step=${step}`, '.lk-guide-step h2']),
  ['guide-nothing', '/setup-guide', 'main form'],
  ['guide-to-read-out', '/town-hall/setup-guide', '.lk-guide-text pre', press('.lk-guide-text summary')],
  [
    'guide-paste-wrong',
    '/town-hall/setup-guide?step=paste',
    '.lk-inspection',
    fill('main textarea', PASTES['token'] ?? ''),
  ],
  ['support', '/support', 'main input'],
  ['support-misheard', '/support?code=Y64-VQ2-CSK', '.lk-code-form [aria-invalid=true]'],
  ['support-code', '/support?code=X6R-VQ2-CSF', '.lk-closing pre'],
  ['support-run-code', '/support?code=1C0-01V', '.lk-closing pre'],
  [
    'support-no-report',
    '/support',
    'main [role=alert]',
    ({ page }) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'x.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"name":"something else"}'),
      }),
  ],
  ...SEEN.map((seen): State => [`support-${seen.replace('.', '-')}`, `/support?sees=${seen}`, '.lk-closing pre']),
  [
    'support-answered',
    '/support?code=YEW-VQ2-CS9',
    '.lk-chip[aria-pressed=true]',
    press('.lk-asked .lk-chip:last-of-type'),
  ],
  [
    'support-both',
    '/support?sees=cause.crypt-key-missing',
    '.lk-both',
    ({ page }) =>
      page
        .locator('.lk-caller-language')
        .selectOption('de')
        .then(() => undefined),
  ],
  ['support-list', '/support', '[role=listbox] [role=option]', fill('main [role=combobox]', 'e')],
  ...Object.entries(PASTES).map(([name, text]): State => [
    `check-key-${name}`,
    '/check-key',
    '.lk-inspection',
    fill('main textarea', text),
  ]),
  ...NEEDS.map((given, at): State => [`need-${at}`, `/do-i-need-a-key${given}`, 'main h2, main h1']),
  ['which-key', '/which-key', 'main h2'],
  ['help', '/help', '.lk-guide'],
  ['help-search', '/help', '.lk-guide-finds li', fill('main [type=search]', 'webhook')],
  ['help-no-hit', '/help', 'main output', fill('main [type=search]', 'zzz nothing')],
  ['help-panel', '/help/panel', '.lk-guide'],
  ['import', '/instances/import', 'main textarea'],
  ['import-preview', '/instances/import', '.lk-import', fill('main textarea', TABLE)],
  ['import-secrets', '/instances/import', '[data-tone=danger]', fill('main textarea', `name,key\nOne,${KEY}`)],
  ['bulk-chosen', '/instances', '.lk-chosen', press('[data-row="town-hall"] [type=checkbox]')],
  [
    'bulk-remove',
    '/instances',
    'dialog[open]',
    after(press('[data-row="town-hall"] [type=checkbox]'), press('.lk-chosen .btn:has(.tabler-icon-trash)')),
  ],
  [
    'bulk-checked',
    '/instances',
    'main [role=alert]',
    after(press('[data-row="sandbox"] [type=checkbox]'), press('.lk-chosen .btn:has(.tabler-icon-refresh)')),
  ],
  ['palette', '/instances', '.lk-palette [role=option]', key('Control+k')],
  [
    'palette-nothing',
    '/instances',
    '.lk-palette-foot',
    after(key('Control+k'), fill('.lk-palette input', 'zzz nothing')),
  ],
  [
    'switcher',
    '/sandbox/setup/general/history',
    '.lk-palette [role=option]',
    press('.lk-side button[aria-haspopup], .lk-switch'),
  ],
  ['shortcuts', '/instances', '.lk-keys', key('?')],
  ['code-spelled', '/sandbox/setup/general/history', '.lk-spelled p', press('.lk-support-code')],
  ['sign-out', '/causes', 'dialog[open]', press('.lk-icon-button:has(.tabler-icon-logout)')],
  ['share', '/causes', 'dialog[open]', press('.lk-side button:has-text("support")')],
  [
    'share-link',
    '/causes',
    '.lk-shared-link',
    after(press('.lk-side button:has-text("support")'), press('dialog .lk-btn-primary')),
  ],
  [
    'share-bar',
    '/causes',
    '.lk-sharing',
    after(
      press('.lk-side button:has-text("support")'),
      press('dialog .lk-btn-primary'),
      press('dialog .btn:not(.lk-btn-primary)'),
    ),
  ],
  ['together-code', '/together', 'main form'],
]

test('what one comes across on the way, in every look', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  // nobody shows a page to support yet
  panel.brought = /401/
  await page.request.post(`${gateway.url}/api/instances`, { data: { id: 'town-hall', name: 'Mairie de Valbourg' } })
  await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey('ends-in-20') },
  })
  for (const [name, path, shown, bring] of sampleOf(STATES, 12)) {
    await test.step(name, async () => {
      await page.goto(gateway.url + path)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await bring?.(panel)
      await expect(page.locator(shown).first()).toBeVisible()
      await lookAt(panel, name)
    })
  }
})
