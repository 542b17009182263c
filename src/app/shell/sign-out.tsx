import { useLingui } from '@lingui/react/macro'
import { IconLogout } from '@tabler/icons-react'
import { useSignOut } from '../shared/queries/session.ts'

export function SignOut() {
  const { t } = useLingui()
  const signOut = useSignOut()
  return (
    <button
      type="button"
      className="lk-icon-button"
      aria-label={t`Sign out`}
      title={t`Sign out`}
      onClick={() => signOut.mutate()}
    >
      <IconLogout size={20} aria-hidden="true" />
    </button>
  )
}
