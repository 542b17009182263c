import { encodeBase64 } from './base64.ts'

/** The invented key of the documentation. */
export const DEMO_KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
export const LONG_KEY = encodeBase64(
  JSON.stringify({
    id: 48_213,
    owner: 'Société Générale d’Électricité',
    note: '>>>???~~~ "quoted" {brace}',
    signature: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA='.repeat(4),
    issued: '2030-01-02',
  }),
)
