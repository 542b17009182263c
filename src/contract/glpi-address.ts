/**
 * A GLPI's address as people write it, with the scheme that browsers leave out: `glpi.example/glpi` is `https://glpi.example/glpi`.
 * Whatever names a scheme, or is no address at all, stays as it is.
 */
export function withScheme(typed: string): string {
  const text = typed.trim()
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text) || /^(mailto|javascript|data|file):/i.test(text)) return text
  // a name with a dot, or localhost, or an address, and then a port or a path
  return /^(localhost|\[[\da-f:.]+\]|[^\s/?#@:]+\.[^\s/?#@:]+)(:\d{1,5})?([/?#]\S*)?$/i.test(text)
    ? `https://${text}`
    : text
}

/** Whether there is a login in an address: `http://:password@host` has one without a name. */
export const hasLogin = ({ username, password }: { username: string; password: string }): boolean =>
  username !== '' || password !== ''
