import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { registrationApi } from '#contract/api/registration.ts'
import { forEachLimited } from '#contract/for-each-limited.ts'
import type { Instance, Registration } from '#contract/panel.ts'
import { call } from '../call.ts'
import { showInList } from '../shared/queries/instances.ts'

/** As many as are asked about at once. */
const AT_ONCE = 4
/** Answers reach the list together, because each change of it costs as much as the fleet is large. */
const SHOW_EVERY_MS = 400

/** Why one was not checked: a refusal, no answer of the gateway, or none of GLPI Network, whose cause is in the registration. */
export type NotChecked = { instance: Instance; why: Error | Registration }

export type CheckRun = {
  total: number
  done: number
  failed: readonly NotChecked[]
  phase: 'running' | 'ended' | 'cancelled'
}

/** Asks about many keys, a few at a time. @param onOver called once all are through, or somebody cancelled. */
export function useCheckAll(onOver: (run: CheckRun) => void) {
  const client = useQueryClient()
  const [run, setRun] = useState<CheckRun | null>(null)
  const stopper = useRef(new AbortController())
  useEffect(() => () => stopper.current.abort(), [])

  async function start(instances: readonly Instance[]) {
    stopper.current = new AbortController()
    const { signal } = stopper.current
    let known: CheckRun = { total: instances.length, done: 0, failed: [], phase: 'running' }
    let answers: Registration[] = []
    setRun(known)
    const show = () => {
      setRun(known)
      if (answers.length > 0) showInList(client, answers)
      answers = []
    }
    const timer = setInterval(show, SHOW_EVERY_MS)
    const limits = { concurrency: AT_ONCE, isStopping: () => signal.aborted }
    await forEachLimited(instances, limits, async (instance) => {
      const reply = await refresh(instance, signal)
      if (signal.aborted) return
      if (!(reply instanceof Error)) answers.push(reply)
      const failed = isChecked(reply) ? known.failed : [...known.failed, { instance, why: reply }]
      known = { ...known, done: known.done + 1, failed }
    })
    clearInterval(timer)
    known = { ...known, phase: signal.aborted ? 'cancelled' : 'ended' }
    show()
    onOver(known)
  }

  return { run, start, cancel: () => stopper.current.abort(), forget: () => setRun(null) }
}

const refresh = ({ id }: Instance, signal: AbortSignal): Promise<Registration | Error> =>
  call(registrationApi.refresh, { params: { id }, signal }).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  )

const isChecked = (reply: Registration | Error): boolean =>
  !(reply instanceof Error) && reply.vendor.verdict !== 'no-answer' && reply.freshness.source !== 'remembered'
