import { expect, test } from 'vitest'
import { readGlpiConfig, readProxyExclusions } from './glpi.ts'
import { readV2Settings } from './glpi-v2.ts'

test.each([
  ['not told', undefined, null],
  ['never saved', null, null],
  ['a list', ['GLPINetwork', 'Other'], ['GLPINetwork', 'Other']],
  ['a list as JSON', '["GLPINetwork"]', ['GLPINetwork']],
  ['no JSON', 'GLPINetwork', []],
  ['JSON that is no list', '{"0":"GLPINetwork"}', []],
  ['a list of something else', [7], []],
])('proxy_exclusions: %s', (_, value, expected) => {
  expect(readProxyExclusions(value)).toEqual(expected)
})

test.each([
  [
    'the legacy API of GLPI 11',
    readGlpiConfig({ cfg_glpi: { version: '11.0.8', proxy_name: '', proxy_exclusions: ['GLPINetwork'] } }),
    ['GLPINetwork'],
  ],
  ['the legacy API of GLPI 10', readGlpiConfig({ cfg_glpi: { version: '10.0.19', proxy_name: '' } }), null],
  [
    'API v2',
    readV2Settings([
      { context: 'core', name: 'version', value: '11.0.8' },
      { context: 'core', name: 'proxy_exclusions', value: '["GLPINetwork"]' },
    ]),
    ['GLPINetwork'],
  ],
])('%s tells what goes past the proxy', (_, settings, expected) => {
  expect(settings?.proxyExclusions).toEqual(expected)
})
