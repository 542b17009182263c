import { Trans } from '@lingui/react/macro'
import { PORTAL_URL } from '#contract/portal.ts'

/** The vendor's portal, where GLPI's own button leads to as well. @param forRenewal where the subscription is what is looked for. */
export const PortalLink = ({ forRenewal = false }: { forRenewal?: boolean }) => (
  <a className="btn" href={PORTAL_URL} target="_blank" rel="noreferrer">
    {forRenewal ? <Trans>Renew on the GLPI Network portal</Trans> : <Trans>Open the GLPI Network portal</Trans>}
  </a>
)
