import { Trans, useLingui } from '@lingui/react/macro'
import { IconLogin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BASE_PATH } from '../base-path.ts'
import { signInWaysQuery } from '../shared/queries/sign-in-ways.ts'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { Loading } from '../ui/loading.tsx'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'

const PasswordSignIn = lazyWithRetry(() => import('./password-sign-in.tsx'), 'PasswordSignIn')

/** How to sign in without a link; null where none is set up, or known yet. */
export function useOtherWays() {
  const { data: ways } = useQuery({ ...signInWaysQuery, staleTime: Infinity })
  return ways && (ways.oidc || ways.glpis.length > 0) ? ways : null
}

export function OtherWays() {
  const { t } = useLingui()
  const ways = useOtherWays()
  const [typedFor, setTypedFor] = useState<string | null>(null)
  if (!ways) return null
  return (
    <ul className="lk-sign-in-ways" aria-label={t`Ways to sign in`}>
      {ways.oidc && (
        <li>
          {/* no page of ours: the gateway leads on to the issuer */}
          <a className="btn lk-btn-primary" href={`${BASE_PATH}/api/sign-in/oidc`}>
            <IconLogin size={20} aria-hidden="true" /> <Trans>Sign in with {ways.oidc.name}</Trans>
          </a>
        </li>
      )}
      {ways.glpis.map(({ id, name, method }) => (
        <li key={id}>
          {method === 'oauth' ? (
            <a className="btn lk-btn-primary" href={`${BASE_PATH}/api/sign-in/glpi/${encodeURIComponent(id)}`}>
              <IconLogin size={20} aria-hidden="true" /> <Trans>Sign in with GLPI: {name}</Trans>
            </a>
          ) : (
            <Button
              {...(typedFor !== id && { variant: 'primary' })}
              icon={<IconLogin size={20} aria-hidden="true" />}
              aria-expanded={typedFor === id}
              onClick={() => setTypedFor(typedFor === id ? null : id)}
            >
              <Trans>Sign in with GLPI: {name}</Trans>
            </Button>
          )}
          {typedFor === id && (
            <LoadingBoundary fallback={<Loading />}>
              <PasswordSignIn id={id} name={name} />
            </LoadingBoundary>
          )}
        </li>
      ))}
    </ul>
  )
}
