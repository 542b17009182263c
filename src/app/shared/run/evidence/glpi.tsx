import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Facts, Step } from '#domain/diagnosis.ts'
import { describeHttp, describeJson } from './reply.tsx'
import { describeJudgedFor } from './machine.tsx'
import { pieces, type TranslateMessage } from './describe.ts'
import { describeTls } from './tls.tsx'

const NOISE: Record<string, ReturnType<typeof msg>> = {
  'php-messages': msg`PHP prints messages around the answer: display_errors should be off`,
  'byte-order-mark': msg`a byte order mark precedes the answer: a PHP file there was saved with one`,
}

/** What answered at GLPI's address, whatever it is. */
export function describeGlpiReach(facts: Facts, say: TranslateMessage, cause: Step['cause']): ReactNode[] {
  const { 'content-type': _, status, ...others } = facts
  const noise = NOISE[facts.noise ?? '']
  // it is asked without a token, and refuses
  const isRefusal = cause === null && status !== undefined && /^4\d\d$/.test(status)
  return pieces(
    ...describeHttp(isRefusal ? others : facts),
    isRefusal && <Trans>HTTP {status}: GLPI answers, and rightly asks for a session</Trans>,
    ...describeJson(facts['page-title'] === undefined ? {} : others),
    facts.said && <q>{facts.said}</q>,
    noise && say(noise),
    ...(facts.certificate === undefined ? [] : tellCertificate(facts)),
  )
}

const tellCertificate = (facts: Facts): ReactNode[] =>
  pieces(...describeTls(facts), <code className="lk-command">SHA-256 {facts.certificate}</code>)

export const describeGlpiSignIn = (facts: Facts): ReactNode[] => {
  const { 'glpi-version': version, status, said } = facts
  return pieces(
    version && `GLPI ${version}`,
    status && status !== '200' && `HTTP ${status}`,
    ...describeJson(facts['page-title'] === undefined ? {} : { 'page-title': facts['page-title'] }),
    said && <q>{said}</q>,
  )
}

/** To save the key takes both. */
export function describeGlpiRight(
  { rights, profile, 'other-profiles': others, 'glpi-version': version, user, said, ...facts }: Facts,
  say: TranslateMessage,
): ReactNode[] {
  const may = rights?.split(', ') ?? []
  return pieces(
    version && `GLPI ${version}`,
    rights === 'none' && <Trans>the account may neither see nor change the setup</Trans>,
    may.includes('read') && !may.includes('update') && <Trans>the account may see the setup, not change it</Trans>,
    may.includes('update') && <Trans>the account may change the setup</Trans>,
    profile && !may.includes('update') && <Trans>its profile is {profile}</Trans>,
    others && <Trans>it also has {others}</Trans>,
    user && (
      <Trans>
        as the user <code>{user}</code>
      </Trans>
    ),
    describeJudgedFor(facts, say),
    said && <q>{said}</q>,
  )
}
