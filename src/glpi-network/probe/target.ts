/** The other end of a connection. */
export type Endpoint = {
  host: string
  port: number
  /** What an error on the way there is called. */
  nameFailure: (error: unknown) => Error
  /** Name servers in place of the system's, `address:port`. */
  dnsServers?: readonly string[] | undefined
}
