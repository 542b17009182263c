let token: string | null = null

/** Takes the token out of `#token=…` and out of the address bar, before anyone can read or share it from there. */
export function takeToken(): boolean {
  const found = new URLSearchParams(location.hash.slice(1)).get('token')
  if (found === null) return false
  token = found
  history.replaceState(null, '', location.pathname + location.search)
  return true
}

export const sentToken = (): string | null => token

const WANTED = 'latchkey.wanted'

/** Remembers the page someone asked for before they were signed in. */
export function rememberWanted(path: string): void {
  try {
    sessionStorage.setItem(WANTED, path)
  } catch {
    // then signing in leads to the first instance
  }
}

export function wantedPath(): string {
  try {
    return sessionStorage.getItem(WANTED) ?? '/'
  } catch {
    return '/'
  }
}
