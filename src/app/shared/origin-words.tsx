import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { SignInOrigin } from '#contract/people.ts'

/** By what somebody has signed in. */
export const ORIGIN_WORDS: Record<SignInOrigin, ReactNode> = {
  start: <Trans>by the link that the server printed</Trans>,
  invite: <Trans>by invitation</Trans>,
  oidc: <Trans>by OpenID Connect</Trans>,
  glpi: <Trans>by GLPI</Trans>,
}
