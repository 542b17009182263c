import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { hasWords } from './search-words.ts'
import { seenOfCause } from './seen-of-cause.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })
const found = (search: string): CauseCode[] => CAUSE_CODES.filter((code) => hasWords(seenOfCause(code, i18n), search))

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
  expect(found(search)).toEqual(causes)
})
