import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { findCauses } from './find-causes.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

test.each<[string, CauseCode[]]>([
  [
    'Failed to connect to the proxy server',
    ['proxy-unreachable', 'proxy-auth-required', 'proxy-denied', 'proxy-cannot-reach'],
  ],
  ['security:change_key', ['crypt-key-missing']],
  ['terminated subscription', ['subscription-ended', 'subscription-not-started']],
  ['Broken', ['stored-blank', 'stored-unreadable']],
  ['tls-wrong-host', ['tls-wrong-host']],
  ['ERROR_LOGIN_PARAMETERS_MISSING', ['glpi-header-dropped']],
  ['nothing of the kind', []],
])('%s finds %j', (search, causes) => {
  expect(findCauses(search, i18n)).toEqual(causes)
})

test.each<[string, CauseCode[]]>([
  ['abonnement résilié', ['subscription-ended', 'subscription-not-started']],
  ['dieser Schlüssel gehört zu einer anderen Instanz', ['key-refused']],
  ['falta el botón guardar', ['right-missing']],
  ['atualização necessária', ['glpi-update-needed']],
  ['servizio in manutenzione', ['glpi-maintenance']],
  ['API wyłączone', ['glpi-api-disabled']],
])('GLPI in another language: %s begins with %j', (search, causes) => {
  expect(findCauses(search, i18n).slice(0, causes.length)).toEqual(causes)
})

test('an empty search finds all, in their order', () => {
  expect(findCauses('', i18n)).toEqual(CAUSE_CODES)
})
