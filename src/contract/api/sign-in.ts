import { SignInWays } from '../people.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/sign-in'

/** Signing in by other means than a link. Nobody is signed in yet, so none of these needs it. */
export const signInApi = {
  ways: {
    method: 'GET',
    path: PATH,
    role: null,
    summary: 'How people sign in here, besides links',
    reply: SignInWays,
  },
  begin: {
    method: 'GET',
    path: `${PATH}/oidc`,
    role: null,
    summary: 'Go to the issuer of OpenID Connect',
    redirects: true,
    problems: ['sign-in-not-offered'],
  },
  done: {
    method: 'GET',
    path: `${PATH}/oidc/done`,
    role: null,
    summary: 'Where the issuer leads back to: opens a session, or says on the page why not',
    redirects: true,
    problems: ['sign-in-not-offered'],
  },
} as const satisfies RouteGroup
