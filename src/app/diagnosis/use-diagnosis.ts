import { queryOptions, skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { diagnosisApi } from '#contract/api/diagnosis.ts'
import { NOT_BEGUN, withLine, type DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { callLines } from '../call-lines.ts'
import { NoGateway } from '../call.ts'
import { INSTANCES } from '../shared/queries/instances.ts'
import type { Phase } from '../shared/run/run-view.tsx'
import { readBrowserClock } from './browser-clock.ts'

/** A run that this window asked for. */
type OwnRun = {
  run: DiagnosisProgress
  phase: Phase
  error: Error | null
  /** By `performance.now()`. */
  since: number
  /** Which of several it is, and how it is cancelled. */
  stopper: AbortController
}

/** In memory, beside what the gateway answered: it goes on while another page is open, and is dropped with the session. */
const ownRunQuery = (instance: string) =>
  queryOptions<OwnRun>({
    queryKey: ['own-diagnosis', instance],
    queryFn: skipToken,
    staleTime: Infinity,
    structuralSharing: false,
  })

/** The run that this window asked for; null before the first. @param onOver called at its end, also after the page was left; with null when it had none. */
export function useDiagnosis(instance: string, onOver: (run: DiagnosisProgress | null) => void) {
  const client = useQueryClient()
  const { queryKey } = ownRunQuery(instance)
  const { data: own } = useQuery(ownRunQuery(instance))
  return {
    run: own?.run ?? null,
    phase: own?.phase ?? null,
    error: own?.error ?? null,
    since: own?.since,
    start(key: string | null) {
      own?.stopper.abort()
      void follow(client, instance, key).then(onOver)
    },
    cancel() {
      const latest = client.getQueryData(queryKey)
      latest?.stopper.abort()
    },
  }
}

/** @returns null where it came to no end. */
async function follow(client: QueryClient, instance: string, key: string | null): Promise<DiagnosisProgress | null> {
  const { queryKey } = ownRunQuery(instance)
  const stopper = new AbortController()
  const { signal } = stopper
  const since = performance.now()
  let known = NOT_BEGUN
  /** Of a run whose place another has taken, or whose session is over, nothing is kept. */
  const show = (phase: Phase, error: Error | null = null) =>
    client.setQueryData(queryKey, (shown) => {
      if (shown?.stopper === stopper) return { run: known, phase, error, since, stopper }
      stopper.abort()
      return shown
    })
  client.setQueryData(queryKey, { run: known, phase: 'running', error: null, since, stopper })

  const run = async () => {
    const browserClock = await readBrowserClock(signal)
    const body = { ...(key !== null && { key }), ...(browserClock && { browserClock }) }
    await callLines(diagnosisApi.run, { params: { id: instance }, body, signal }, (line) => {
      known = withLine(known, line)
      show('running')
    })
    if (known.end === null) throw new NoGateway('the diagnosis broke off')
    return known
  }
  try {
    // as every call that changes something: what its end or its refusal means is decided in one place
    await client.getMutationCache().build(client, { mutationFn: run }).execute(undefined)
    show('ended')
  } catch (error) {
    show(phaseOf(error, known), error instanceof Error ? error : null)
    return null
  }
  // it asked about the key, and so may change what is known of it
  void client.invalidateQueries({ queryKey: ['instance', instance] })
  void client.invalidateQueries({ queryKey: INSTANCES })
  return known
}

function phaseOf(error: unknown, { begun }: DiagnosisProgress): Phase {
  if (error instanceof Error && error.name === 'AbortError') return 'cancelled'
  return begun ? 'broken' : 'refused'
}
