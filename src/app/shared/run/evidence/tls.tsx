import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Facts } from '#domain/diagnosis.ts'
import { day } from '../../../ui/format.ts'
import { pieces } from './describe.ts'

/** Who vouches for the other side: an appliance that opens the encryption gives itself away here. */
export function describeTls(facts: Facts): ReactNode[] {
  const { issuer, subject, names, 'issuer-organisation': organisation } = facts
  const { 'valid-from': from, 'valid-to': to, 'tls-version': version } = facts
  const issuedBy = [issuer, organisation].filter((name, index, all) => name && all.indexOf(name) === index).join(', ')
  return pieces(
    version?.replace(/^TLSv/, 'TLS '),
    issuedBy && (
      <Trans>
        issued by <strong>{issuedBy}</strong>
      </Trans>
    ),
    (names ?? subject) && <Trans>for {names ?? subject}</Trans>,
    from && to && (
      <Trans>
        valid from {day(from, 'short')} to {day(to, 'short')}
      </Trans>
    ),
  )
}
