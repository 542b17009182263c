import type { Socket } from 'node:net'
import type { Origin } from '#contract/asked-as.ts'
import type { NoAnswer, Observation } from '#domain/verdict.ts'
import { infoHeaders, pluginsHeaders, type NetworkPath } from '../question.ts'
import { isLoopback } from '#contract/loopback.ts'
import { channelOver } from './channel.ts'
import { largeStep } from './large-step.ts'
import { replySteps } from './reply-steps.ts'
import type { ProbeRun } from './run.ts'
import { readVendorClock } from './vendor-clock.ts'

export type ProbeQuestion = {
  route: NetworkPath
  /** What is sent as the key; null asks whether GLPI Network answers at all. */
  key: string | null
  uid: string | null
  idFrom: Origin | null
  language: string
  /** That GLPI Network has asked for; null: it may be asked. */
  pause: NoAnswer | null
  now: () => number
}

/** Asks what a check asks, over a connection that is ready. */
export async function askQuestions(
  run: ProbeRun,
  { route, key, uid, idFrom, language, pause, now }: ProbeQuestion,
  socket: Socket,
): Promise<Observation | null> {
  const { base } = route
  const channel = await channelOver(run, route, socket, now, true)
  const path = key === null ? 'ping' : 'registration/info'
  const headers = key === null ? {} : infoHeaders({ key, uid, language })
  // a reply that comes unencrypted over a network may be anybody's
  const isAuthentic = base.protocol === 'https:' || isLoopback(base.hostname)
  try {
    const observation = await replySteps(run, {
      path: new URL(path, base).pathname,
      withKey: key !== null,
      askedAs: { 'asked-as': route.userAgent, 'instance-id': key === null ? null : (idFrom ?? 'none') },
      pause,
      ask: () => channel.get(path, headers, run.patience(1 / 4)),
      onReply: (reply, good) => readVendorClock(run, reply, isAuthentic && good),
    })
    await largeStep(run, observation, key, {
      path: new URL('marketplace/plugins', base).pathname,
      ask: (secret, take) =>
        channel.get('marketplace/plugins', pluginsHeaders({ key: secret, uid }), run.limits(1), take),
    })
    return observation
  } finally {
    await channel.close()
  }
}
