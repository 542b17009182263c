import { Trans } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { Evidence } from '#contract/glpi-snapshot.ts'

/** What came in place of an answer: by it people see for themselves whether the cause is right. */
export function EvidenceList({ of }: { of: Evidence | null | undefined }) {
  if (!of) return null
  return (
    <p className="lk-telling">
      {partsOf(of).map(([name, part], index) => (
        <Fragment key={name}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </p>
  )
}

function partsOf({ status, title, location, said, errorCode }: Evidence): [name: string, part: ReactNode][] {
  const page = (
    <Trans>
      a web page: <strong>“{title}”</strong>
    </Trans>
  )
  const target = (
    <Trans>
      redirects to <strong>{location}</strong>
    </Trans>
  )
  const all: [string, ReactNode, unknown][] = [
    ['status', `HTTP ${status}`, status],
    ['title', page, title],
    ['location', target, location],
    ['said', <q key="said">{said}</q>, said],
    ['code', <code key="code">{errorCode}</code>, errorCode],
  ]
  return all.flatMap(([name, part, value]) => (value === undefined ? [] : [[name, part]]))
}
