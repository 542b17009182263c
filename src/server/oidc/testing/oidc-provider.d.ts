/** It comes without types; this is what the tests use of it. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): RequestListener
  }
  type Configuration = {
    clients: object[]
    claims: Record<string, string[]>
    conformIdTokenClaims: boolean
    pkce: { required: () => boolean }
    cookies: { keys: string[] }
    findAccount: (context: unknown, id: string) => { accountId: string; claims: () => object }
  }
}
