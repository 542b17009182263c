import { Trans } from '@lingui/react/macro'
import { IconLogin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { BASE_PATH } from '../base-path.ts'
import { call } from '../call.ts'

/** How to sign in without a link, where that is set up. */
export function OtherWays() {
  const { data: ways } = useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => call('signIn.ways', { signal }),
    staleTime: Infinity,
  })
  if (!ways?.oidc) return null
  return (
    <p>
      {/* no page of ours: the gateway leads on to the issuer */}
      <a className="btn lk-btn-primary" href={`${BASE_PATH}/api/sign-in/oidc`}>
        <IconLogin size={20} aria-hidden="true" /> <Trans>Sign in with {ways.oidc.name}</Trans>
      </a>
    </p>
  )
}
