import { Trans } from '@lingui/react/macro'

/** In place of what a viewer may not do: who can. */
export const AdminsOnly = () => (
  <p className="text-secondary lk-admins-only">
    <Trans>You are signed in to look. Changes take an administrator.</Trans>
  </p>
)
