import { Trans } from '@lingui/react/macro'

/** In place of what a viewer may not do: who can. */
export const AdminsOnly = () => (
  <p className="text-secondary lk-admins-only">
    <Trans>You have read-only access. Only an administrator can make changes.</Trans>
  </p>
)
