import { Trans } from '@lingui/react/macro'
import {
  IconHeadset,
  IconHelpCircle,
  IconKey,
  IconListDetails,
  IconScreenShare,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { AUDIT_PATH, SUPPORT_PATH } from '../shared/paths.ts'
import { useIsSignedIn, useMay } from '../shared/queries/session.ts'
import { SideEntry } from './side-entry.tsx'

/** What the menu ends with, which no first screen waits for: the audit, and where to go for help without an account. */
export function SideHelp() {
  const isSignedIn = useIsSignedIn()
  const mayReadAudit = useMay('readAudit')
  return (
    <>
      {mayReadAudit && (
        <SideEntry href={AUDIT_PATH} icon={<IconShieldCheck size={20} />}>
          <Trans>Audit</Trans>
        </SideEntry>
      )}
      {isSignedIn && <ShowToSupport />}
      <SideEntry href={SUPPORT_PATH} icon={<IconHeadset size={20} />}>
        <Trans>Support desk</Trans>
      </SideEntry>
      <SideEntry href="/causes" icon={<IconListDetails size={20} />}>
        <Trans>Causes</Trans>
      </SideEntry>
      <SideEntry href="/check-key" icon={<IconKey size={20} />}>
        <Trans>Check a key</Trans>
      </SideEntry>
      <SideEntry href="/which-key" icon={<IconHelpCircle size={20} />}>
        <Trans>Which key is which</Trans>
      </SideEntry>
    </>
  )
}

function ShowToSupport() {
  const client = useQueryClient()
  return (
    <button
      type="button"
      className="lk-side-entry"
      onClick={() => void import('../together/share.tsx').then(({ askToShare }) => askToShare(client))}
    >
      <span aria-hidden="true">
        <IconScreenShare size={20} />
      </span>
      <Trans>Show this page to support</Trans>
    </button>
  )
}
