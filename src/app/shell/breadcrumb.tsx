import { Trans, useLingui } from '@lingui/react/macro'
import { IconHome } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** Where in GLPI this page would be. Only what has a page of its own is a link. */
export function Breadcrumb({ trail, here }: { trail: ReactNode[]; here: ReactNode }) {
  const { t } = useLingui()
  return (
    <nav aria-label={t`Breadcrumb`}>
      <ol className="lk-breadcrumb">
        <li>
          <Link href="/">
            <IconHome size={18} aria-hidden="true" /> <Trans>Home</Trans>
          </Link>
        </li>
        {trail.map((place, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a trail is fixed
          <li key={index} className="lk-breadcrumb-way">
            {place}
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
