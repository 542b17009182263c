import { Trans } from '@lingui/react/macro'
import { IconExternalLink } from '@tabler/icons-react'
import { PORTAL_URL } from '#contract/portal.ts'

/** The vendor's portal, where GLPI's own button leads to as well. */
export const PortalLink = () => (
  <a className="btn" href={PORTAL_URL} target="_blank" rel="noreferrer">
    <IconExternalLink size={18} aria-hidden="true" />
    <Trans>Open the GLPI Network portal</Trans>
  </a>
)
