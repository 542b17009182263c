import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { glpiPagesQuery } from './queries/registration-in-glpi.ts'

/** The same tab in GLPI itself, and its marketplace; nothing where its address is not known. */
export function GlpiLinks({ instance }: { instance: string }) {
  const { data: pages } = useQuery(glpiPagesQuery(instance))
  return (
    pages && (
      <div className="lk-actions lk-actions-bar">
        <a className="btn" href={pages.registration} target="_blank" rel="noreferrer">
          <Trans>Open this tab in GLPI</Trans>
        </a>
        <a className="btn" href={pages.marketplace} target="_blank" rel="noreferrer">
          <Trans>Open the marketplace in GLPI</Trans>
        </a>
      </div>
    )
  )
}
