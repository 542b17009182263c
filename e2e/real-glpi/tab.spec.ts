import { expect, test } from 'vitest'
import { readTab, type Tab } from './tab.ts'

const NAMES = ['registered', 'standard']

const TABS: [string, string, Tab['state'], string | null][] = [
  ['a key that is good', '<p>Subscription</p><b>Practice Registered</b>', 'registered', 'registered'],
  ['another', '<td>Practice\n  Standard</td>', 'registered', 'standard'],
  [
    'a sealed value sent as the key',
    '<textarea>c2VhbGVk</textarea><p>This is Latchkey’s sandbox. It knows practice keys only.</p>',
    'refused',
    null,
  ],
  ['a refused key', '<p>This key is not known.</p>', 'refused', null],
  ['no answer', '<div>Unable to fetch registration information.</div>', 'unfetched', null],
  ['no key', '<p>A registration key is needed</p><input name="key">', 'unregistered', null],
  ['no file', '<div>The security key file does not exist.</div>', 'key-file', null],
  ['a file of root', '<div>Fix file permissions of /srv/glpi/config/glpicrypt.key.</div>', 'key-file', null],
  ['maintenance', '<h1>Temporarily down</h1>', 'closed', null],
  ['a script that names a plan', '<script>"Practice Standard"</script>', 'closed', null],
  ['nothing', '', 'closed', null],
]

test.each(TABS)('%s', (_, html, state, keyName) => {
  expect(readTab(html, NAMES)).toEqual({ state, keyName })
})
