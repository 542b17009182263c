import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { newInstanceApi } from '#contract/api/new-instance.ts'
import { settingsApi } from '#contract/api/settings.ts'
import type { ConnectionForm } from '#contract/connection.ts'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { NOT_BEGUN, withLine, type DiagnosisProgress } from '#contract/diagnosis-run.ts'
import type { ConnectionTestLine } from '#contract/instance-settings.ts'
import { callLines } from '../../call-lines.ts'
import { NoGateway } from '../../call.ts'

export type TestRequest = { connection: ConnectionForm; servicesUrl?: string }

/** Tests a connection; nothing is stored. @param instance whose stored secrets it may use; null for a new one. @param onEnd called with the snapshot, or null. */
export function useConnectionTest(instance: string | null, onEnd: (snapshot: GlpiSnapshot | null) => void) {
  const [run, setRun] = useState<DiagnosisProgress | null>(null)
  /** Whether the form still holds what was tested. */
  const [isCurrent, setCurrent] = useState(false)
  const stopper = useRef(new AbortController())
  useEffect(() => () => stopper.current.abort(), [])

  const mutation = useMutation({
    mutationFn: async (body: TestRequest) => {
      const { signal } = stopper.current
      let known = NOT_BEGUN
      let snapshot: GlpiSnapshot | null = null
      const onLine = (line: ConnectionTestLine) => {
        if (line.line === 'seen') snapshot = line.seen
        else setRun((known = withLine(known, line)))
      }
      await (instance === null
        ? callLines(newInstanceApi.testConnection, { body, signal }, onLine)
        : callLines(settingsApi.test, { params: { id: instance }, body, signal }, onLine))
      return requireSnapshot(snapshot)
    },
    onSettled: (snapshot) => onEnd(snapshot ?? null),
  })

  function start(body: TestRequest) {
    stopper.current.abort()
    stopper.current = new AbortController()
    setRun(NOT_BEGUN)
    setCurrent(true)
    mutation.mutate(body)
  }

  return {
    run,
    isRunning: mutation.isPending,
    isCurrent,
    snapshot: mutation.data ?? null,
    error: mutation.error?.name === 'AbortError' ? null : mutation.error,
    start,
    cancel: () => stopper.current.abort(),
    /** The entries have changed. */
    outdate: () => setCurrent(false),
  }
}
export type ConnectionTest = ReturnType<typeof useConnectionTest>

/** The last line is what all the others lead to; a stream without it was cut off. */
function requireSnapshot(snapshot: GlpiSnapshot | null): GlpiSnapshot {
  if (snapshot === null) throw new NoGateway('the test broke off')
  return snapshot
}

/** Whether the key could be written and nothing was in the way. */
export const isGood = (snapshot: GlpiSnapshot | null): boolean =>
  snapshot !== null && snapshot.cause === null && snapshot.rights?.update !== false && snapshot.cryptKey !== 'missing'
