import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { vendorFailureOf } from '../failure.ts'
import type { NetworkPath } from '../question.ts'
import { encrypt } from '../path/encrypt.ts'
import { hostOf } from '../path/resolve.ts'
import { readCertificateFacts, examineRefusedConnection } from './refused-connection.ts'
import { plannedStep } from './plan.ts'
import type { ProbeRun } from './run.ts'
import { trustOf } from '../path/issuer-file.ts'

export type Encryption = {
  on: StepRoute
  route: NetworkPath
  socket: Socket
  again: () => Promise<Socket>
  onDates?: (unverified: TLSSocket) => Promise<void>
}

/** Encrypts the connection on which the question will travel. The certificate is always verified. */
export async function tlsStep(run: ProbeRun, encryption: Encryption): Promise<Socket | null> {
  const { on, route, socket, ...rest } = encryption
  const planned = plannedStep(on, 'tls')
  if (route.base.protocol !== 'https:') {
    run.skip(planned, 'not-needed', 'plain-http')
    return socket
  }
  const host = hostOf(route.base)
  const seen: SeenFacts = { trust: trustOf() }
  return run.step(planned, seen, async () => {
    try {
      const secured = run.hold(await encrypt(socket, host, route, run.limits(1 / 4)))
      Object.assign(seen, readCertificateFacts(secured))
      return secured
    } catch (error) {
      const failure = vendorFailureOf(error)
      seen.trust = trustOf(process, { refused: failure.cause === 'ca-not-loaded' })
      Object.assign(seen, await examineRefusedConnection(run, { host, failure, ...rest }))
      throw failure
    }
  })
}
