import type { TLSSocket } from 'node:tls'
import { certificateFacts } from '#contract/certificate-facts.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'

/** What a server's certificate tells of itself. */
export const certificateSeen = (socket: TLSSocket): SeenFacts =>
  certificateFacts(socket.getPeerCertificate(), socket.getProtocol())
