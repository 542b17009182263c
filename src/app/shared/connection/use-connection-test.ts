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

/** Tries a connection; nothing is stored. @param instance whose stored secrets it may use; null for a new one. @param onOver called with what was seen, or null. */
export function useConnectionTest(instance: string | null, onOver: (seen: GlpiSnapshot | null) => void) {
  const [run, setRun] = useState<DiagnosisProgress | null>(null)
  /** Whether what is in the form now is what was tried. */
  const [isCurrent, setCurrent] = useState(false)
  const stopper = useRef(new AbortController())
  useEffect(() => () => stopper.current.abort(), [])

  const mutation = useMutation({
    mutationFn: async (body: TestRequest) => {
      const { signal } = stopper.current
      let known = NOT_BEGUN
      let seen: GlpiSnapshot | null = null
      const onLine = (line: ConnectionTestLine) => {
        if (line.line === 'seen') seen = line.seen
        else setRun((known = withLine(known, line)))
      }
      await (instance === null
        ? callLines(newInstanceApi.testConnection, { body, signal }, onLine)
        : callLines(settingsApi.test, { params: { id: instance }, body, signal }, onLine))
      return whole(seen)
    },
    onSettled: (seen) => onOver(seen ?? null),
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
    seen: mutation.data ?? null,
    error: mutation.error?.name === 'AbortError' ? null : mutation.error,
    start,
    cancel: () => stopper.current.abort(),
    /** The entries have changed. */
    outdate: () => setCurrent(false),
  }
}
export type ConnectionTest = ReturnType<typeof useConnectionTest>

/** The last line is what all the others lead to; a stream without it was cut off. */
function whole(seen: GlpiSnapshot | null): GlpiSnapshot {
  if (seen === null) throw new NoGateway('the test broke off')
  return seen
}

/** Whether the key could be written and nothing was in the way. */
export const isGood = (seen: GlpiSnapshot | null): boolean =>
  seen !== null && seen.cause === null && seen.rights?.update !== false && seen.cryptKey !== 'missing'
