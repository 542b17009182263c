/** Why a proxy's address cannot be used. No part of the address is repeated: each may be part of a password. */
export const PROXY_FAULTS = [
  /** Nothing but blanks or quotes. */
  'proxy-empty',
  'proxy-socks',
  'proxy-scheme',
  /** What follows the last `@` is no name and no address. */
  'proxy-host',
  'proxy-port',
  /** Something follows the port: a path, a query. */
  'proxy-path',
  /** It begins with `https://`, and what listens there does not encrypt. */
  'proxy-plain',
] as const
export type ProxyFault = (typeof PROXY_FAULTS)[number]

/** Why Node took nothing from the file that NODE_EXTRA_CA_CERTS names. */
export const ISSUER_FILE_FAULTS = [
  'ca-missing',
  'ca-unreadable',
  'ca-directory',
  'ca-empty',
  /** One certificate in binary form, as Windows exports it. */
  'ca-der',
  'ca-not-pem',
  /** Certificates of servers only: none may sign another. */
  'ca-no-issuer',
] as const
export type IssuerFileFault = (typeof ISSUER_FILE_FAULTS)[number]
