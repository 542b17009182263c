import { expect, test } from 'vitest'
import { compileGuide } from '../../bin/guide.ts'
import { helpPathOf } from '../shared/paths.ts'
import { GUIDE, guidePath } from './guide.ts'
import { searchGuide } from './search-guide.ts'

const places = new Set(
  GUIDE.flatMap((document) => [guidePath(document), ...document.sections.map((one) => guidePath(document, one))]),
)

/** Every page of src/app/app.tsx. */
test.each([
  ['/sandbox/setup/general/glpi-network', '/help/panel#glpi-network'],
  ['/sandbox/setup/general/marketplace', '/help/panel#marketplace'],
  ['/sandbox/setup/general/diagnosis', '/help/panel#diagnosis'],
  ['/sandbox/setup/general/history', '/help/panel#history'],
  ['/sandbox/setup/general/settings', '/help/panel#settings'],
  ['/instances', '/help/panel#instances'],
  ['/instances/new', '/help/panel#adding-instances'],
  ['/notices', '/help/panel#notices'],
  ['/instances/import', '/help/panel#adding-instances'],
  ['/setup-guide', '/help/panel#setup-guide'],
  ['/town-hall/setup-guide', '/help/panel#setup-guide'],
  ['/support', '/help/panel#support'],
  ['/report', '/help/panel#support'],
  ['/together', '/help/panel#together'],
  ['/causes', '/help/panel#causes'],
  ['/causes/dns-not-found', '/help/panel#causes'],
  ['/check-key', '/help/panel#check-key'],
  ['/do-i-need-a-key', '/help/panel#do-i-need-a-key'],
  ['/which-key', '/help/panel#which-key'],
  ['/help/fleet', '/help/panel#help'],
  ['/', '/help'],
])('the help of %s is there', (page, target) => {
  expect(helpPathOf(page)).toBe(target)
  expect(places.has(target) || target === '/help').toBe(true)
})

test('what a page’s help leads to is short enough to be read beside the work', () => {
  const panel = GUIDE.find(({ name }) => name === 'panel')
  const long = panel?.sections.filter(({ blocks }) => {
    const words = blocks.map(({ html = '' }) => html.replaceAll(/<[^>]*>/g, '')).join(' ')
    return words.split(/\s+/).length > 110
  })
  expect(long?.map(({ id }) => id)).toEqual([])
})

test('what the guide links to within itself is there', () => {
  const blocks = GUIDE.flatMap(({ sections }) => sections.flatMap((section) => section.blocks))
  const linked = blocks.flatMap(({ html = '' }) =>
    [...html.matchAll(/href="(\/help[^"]*)"/g)].map(([, href = '']) => href),
  )
  expect(linked.length).toBeGreaterThan(8)
  expect(linked.filter((href) => !places.has(href))).toEqual([])
})

test('each document has a name in the address of its own, and each section in its document', () => {
  expect(GUIDE.map(({ name }) => name)).toEqual([
    'readme',
    'install',
    'container',
    'settings',
    'panel',
    'connecting-glpi',
    'causes',
    'command-line',
    'fleet',
    'operations',
    'compatibility',
    'changelog',
    'security-and-backup',
    'speed',
    'support',
  ])
  for (const { name, sections } of GUIDE) {
    const ids = sections.map(({ id }) => id)
    expect([name, ids]).toEqual([name, [...new Set(ids)]])
  }
})

test.each([
  ['[a](fleet.md#in-ci)', '<p><a href="/help/fleet#in-ci">a</a></p>'],
  ['[a](#below)', '<p><a href="/help/causes#below">a</a></p>'],
  ['[a](../../README.md#settings)', '<p><a href="/help/readme#settings">a</a></p>'],
  ['[a](../../public/fleet.schema.json)', '<p><a href="/fleet.schema.json">a</a></p>'],
  [
    '[a `b`](https://glpi-project.org)',
    '<p><a href="https://glpi-project.org" rel="noreferrer">a <code>b</code></a></p>',
  ],
  // what is only in the checkout is named, and leads nowhere
  ['[a](../cli/testing/fleet.yaml)', '<p>a</p>'],
  ['[a](decisions/page.md)', '<p>a</p>'],
  ['[a](javascript:alert(1))', '<p>a</p>'],
  ['![a picture](x.png)', '<p></p>'],
  ['<script>alert(1)</script>', ''],
  ['`<b>` & c', '<p><code>&lt;b&gt;</code> &amp; c</p>'],
])('%s is compiled', (text, html) => {
  const { sections } = compileGuide('src/docs/causes.md', `# Causes\n\n${text}`)
  expect(sections.flatMap(({ blocks }) => blocks.map((block) => block.html)).join('')).toBe(html)
})

test('a section is named as GitHub names it', () => {
  const { sections } = compileGuide('src/docs/x.md', '# A\n\n## What `set` and `apply` do\n\n### In CI, from cron')
  expect(sections.map(({ id }) => id)).toEqual(['a', 'what-set-and-apply-do', 'in-ci-from-cron'])
})

test.each([
  ['crontab', '/help/fleet#in-ci-from-ansible-from-cron'],
  ['SIGNED  webhooks', '/help/operations#signed-webhooks'],
  ['exit codes', '/help/command-line#exit-codes'],
  ['dist/check-key', '/help/panel#hosting-the-check-of-a-key'],
])('a search for "%s" finds its section first', (search, there) => {
  const [first] = searchGuide(search)
  expect(first && guidePath(first.document, first.section)).toBe(there)
})

test('a search for what is nowhere finds nothing, and shows the words around what it finds', () => {
  expect(searchGuide('no such words zzz')).toEqual([])
  expect(searchGuide(' ')).toEqual([])
  expect(searchGuide('SIGTERM account')[0]?.excerpt).toContain(
    'as an account of its own. SIGTERM (or Ctrl+C) answers what was begun',
  )
})
