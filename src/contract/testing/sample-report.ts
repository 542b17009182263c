import type { ReportParts } from '../report-maker.ts'

const INSTANT = '2030-06-01T00:00:00.000Z'
export const FINGERPRINT = `sha256:${'0a'.repeat(32)}`

/** Every text of a report that somebody else may have written is `text`. */
export function sampleParts(text: string): ReportParts {
  const step = { outcome: 'failed', ms: 12.5, facts: {} } as const
  return {
    newId: 'abcdef0123456789',
    createdAt: INSTANT,
    versions: { latchkey: '0.1.0', node: '20.19.0', openssl: '3.0.15', system: `linux ${text}`, glpi: text },
    servicesUrl: 'https://services.example/path',
    sandbox: true,
    proxy: 'http://proxy.example:3128',
    askedAs: { version: '10.0.19', versionFrom: 'seen', idFrom: 'given', proxy: 'glpi-earlier' },
    trust: text,
    registration: {
      instance: 'town',
      revision: '',
      state: 'unconfirmed',
      key: { fingerprint: FINGERPRINT, length: 300, savedAt: INSTANT },
      text: 'clean',
      vendor: { verdict: 'no-answer', message: text, cause: 'not-the-vendor', language: 'en' },
      freshness: { checkedAt: INSTANT, source: 'remembered', attemptedAt: INSTANT, nextCheckAt: INSTANT, by: 'person' },
      storage: 'none',
      storageCause: null,
      glpi: null,
      mayWriteAgain: false,
      askedAs: { version: '10.0.19', versionFrom: 'seen', idFrom: 'given', proxy: 'glpi-earlier' },
      former: [],
      writeDue: false,
      subscription: { title: text, running: true, beginsAt: INSTANT, endsAt: INSTANT, offer: text },
      owner: text,
      expiry: { endsAt: INSTANT, daysLeft: 3, trial: false, ladder: [7], rung: 7 },
      warning: { kind: 'ends-soon', severity: 'critical', days: 3 },
      unlock: { open: null, conditions: [] },
      now: INSTANT,
    },
    diagnosis: {
      id: 'k3f9a2b7c1d8e4f6',
      startedAt: INSTANT,
      endedAt: INSTANT,
      services: 'https://services.example',
      steps: [
        { ...step, id: 'tls', stage: 'tls', route: 'used', cause: 'tls-untrusted-issuer', facts: { issuer: text } },
        { ...step, id: 'json', stage: 'json', route: 'used', cause: 'not-the-vendor', facts: { 'page-title': text } },
        { ...step, id: 'direct:tls', stage: 'tls', route: 'direct', cause: null, facts: { reason: text } },
      ],
      clocks: [{ clock: 'vendor', offsetSeconds: 31_536_000.4, uncertaintySeconds: 0.6, trusted: true }],
      observation: null,
      conclusion: { headline: 'tls-untrusted-issuer', others: ['not-the-vendor', 'clock-behind'] },
      supportCode: 'K7F-3A9',
    },
    history: [
      {
        event: 'checked',
        firstAt: INSTANT,
        lastAt: INSTANT,
        count: 4,
        fingerprint: FINGERPRINT,
        state: 'active',
        verdict: 'accepted',
        cause: null,
        trigger: 'schedule',
        signIn: null,
        beginsAt: null,
        endsAt: null,
      },
    ],
  }
}
