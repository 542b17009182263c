import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Seen } from '#contract/scrub/facts.ts'
import type { Route as StepRoute } from '#domain/diagnosis.ts'
import { failureOf } from '../failure.ts'
import type { Route } from '../question.ts'
import { encrypt } from '../way/encrypt.ts'
import { hostOf } from '../way/resolve.ts'
import { certificateSeen } from './certificate.ts'
import { lookAtRefused } from './look.ts'
import { plannedOn } from './plan.ts'
import type { Run } from './run.ts'
import { trustOf } from './trust.ts'

export type Encryption = {
  on: StepRoute
  route: Route
  socket: Socket
  again: () => Promise<Socket>
  onDates?: (looking: TLSSocket) => Promise<void>
}

/** Encrypts the connection on which the question will travel. The certificate is always verified. */
export async function tlsStep(run: Run, encryption: Encryption): Promise<Socket | null> {
  const { on, route, socket, ...looking } = encryption
  const planned = plannedOn(on, 'tls')
  if (route.base.protocol !== 'https:') {
    run.skip(planned, 'not-needed', 'plain-http')
    return socket
  }
  const host = hostOf(route.base)
  const seen: Seen = { trust: trustOf() }
  return run.step(planned, seen, async () => {
    try {
      const secured = run.hold(await encrypt(socket, host, route, run.limits(1 / 4)))
      Object.assign(seen, certificateSeen(secured))
      return secured
    } catch (error) {
      const failure = failureOf(error)
      seen.trust = trustOf(process, { refused: failure.failure === 'ca-not-loaded' })
      Object.assign(seen, await lookAtRefused(run, { host, failure, ...looking }))
      throw failure
    }
  })
}
