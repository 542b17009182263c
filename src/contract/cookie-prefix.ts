/**
 * What the name of each of our cookies begins with. Over TLS a browser takes these names from TLS alone, and `__Host-` from this very
 * host alone (RFC 6265bis, 4.1.3): no other program can set them. `__Host-` must be for every path, so a gateway below a path of its
 * own does with `__Secure-`.
 */
export const cookiePrefix = (isOverTls: boolean, basePath: string): '' | '__Host-' | '__Secure-' =>
  isOverTls ? (basePath === '' ? '__Host-' : '__Secure-') : ''
