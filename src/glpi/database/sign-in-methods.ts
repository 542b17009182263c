import type { AuthPlugin } from 'mysql2'

type Methods = Record<string, AuthPlugin>

/** What the driver does not know by itself. The code is loaded where a server asks for it. */
export const signInMethods = (password: string): Methods => ({
  client_ed25519: () => async (data) => (await import('./ed25519.ts')).signedWith(password, data),
})

const refuse: AuthPlugin = () => () => {
  throw new Error('not by this method')
}

/** Methods that send the password itself over TLS are only for servers whose certificate was verified. */
export const WITHOUT_PASSWORD_IN_CLEAR: Methods = {
  caching_sha2_password: refuse,
  sha256_password: refuse,
  mysql_clear_password: refuse,
}
