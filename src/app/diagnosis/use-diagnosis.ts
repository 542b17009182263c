import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { diagnosisApi } from '#contract/api/diagnosis.ts'
import { NOT_BEGUN, withLine, type DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { callLines } from '../call-lines.ts'
import { NoGateway } from '../call.ts'
import { instancesQuery } from '../shared/queries/instances.ts'
import type { Phase } from '../shared/run/run-view.tsx'
import { readBrowserClock } from './browser-clock.ts'

/** The run that this page asked for; null before the first. @param onOver called at its end, or with null when it had none. */
export function useDiagnosis(instance: string, onOver: (run: DiagnosisProgress | null) => void) {
  const client = useQueryClient()
  const [run, setRun] = useState<DiagnosisProgress | null>(null)
  const stopper = useRef(new AbortController())

  const mutation = useMutation({
    mutationFn: async (key: string | null) => {
      const { signal } = stopper.current
      const browserClock = await readBrowserClock(signal)
      let known = NOT_BEGUN
      const body = { ...(key !== null && { key }), ...(browserClock && { browserClock }) }
      await callLines(diagnosisApi.run, { params: { id: instance }, body, signal }, (line) => {
        known = withLine(known, line)
        setRun(known)
      })
      if (known.end === null) throw new NoGateway('the diagnosis broke off')
      return known
    },
    onSettled: (ended) => onOver(ended ?? null),
    onSuccess: () => {
      // it asked about the key, and so may change what is known of it
      void client.invalidateQueries({ queryKey: ['instance', instance] })
      void client.invalidateQueries({ queryKey: instancesQuery.queryKey })
    },
  })

  // who leaves the page waits no longer
  useEffect(() => () => stopper.current.abort(), [])

  function start(key: string | null) {
    stopper.current.abort()
    stopper.current = new AbortController()
    setRun(NOT_BEGUN)
    mutation.mutate(key)
  }

  return { run, phase: phaseOf(mutation, run), error: mutation.error, start, cancel: () => stopper.current.abort() }
}

function phaseOf(
  { status, error }: { status: string; error: Error | null },
  run: DiagnosisProgress | null,
): Phase | null {
  if (status === 'pending') return 'running'
  if (status === 'success') return 'ended'
  if (error === null) return null
  if (error.name === 'AbortError') return 'cancelled'
  return run?.begun ? 'broken' : 'refused'
}
