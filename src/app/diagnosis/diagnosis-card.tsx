import { Trans, useLingui } from '@lingui/react/macro'
import { IconFileDescription, IconRefresh, IconStethoscope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { LatestDiagnosis } from '#contract/diagnosis.ts'
import type { Registration } from '#contract/panel.ts'
import { chainsOf } from '#contract/diagnosis-links.ts'
import { isFinished, type DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { latestQuery } from '../shared/queries/diagnosis.ts'
import { registrationQuery } from '../shared/queries/registration.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { Loading } from '../ui/loading.tsx'
import { LoadingPart } from '../ui/loading-part.tsx'
import { isDiagnosisRequested, forgetDiagnosisRequest } from '../shared/requested-diagnosis.ts'
import { PastRun } from '../shared/run/past-run.tsx'
import { ProgressBar } from '../shared/run/progress-bar.tsx'
import { RunView } from '../shared/run/run-view.tsx'
import { useDiagnosis } from './use-diagnosis.ts'
import { useOutcomeSentence } from '../shared/run/use-outcome-sentence.ts'

// the words of the Markdown are many, and few ask for a report
const ReportPanel = lazyWithRetry(() => import('./report-panel.tsx'), 'ReportPanel')

export function DiagnosisCard({ instance }: { instance: string }) {
  const { t } = useLingui()
  const farewell = useOutcomeSentence()
  const now = useGatewayNow()
  const latest = useQuery(latestQuery(instance))
  const registration = useQuery(registrationQuery(instance))
  const [isReporting, setReporting] = useState(false)
  const reportId = useId()
  const [asked] = useState(() => isDiagnosisRequested(instance))
  const runButton = useRef<HTMLButtonElement>(null)
  const diagnosis = useDiagnosis(instance, (ended) => {
    if (ended?.end) announce(farewell(ended.steps, ended.end.conclusion))
  })
  const { phase } = diagnosis
  const isRunning = phase === 'running'
  useFocusAfter(isRunning, runButton)
  const own = isRunning || isNewest(diagnosis.run, latest.data) ? diagnosis.run : null
  const run = own ?? (latest.data ? isFinished(latest.data) : null)
  // the gateway says of the very run that is on screen whether it still is about what is known
  const isPast = latest.data?.outdated && run?.begun?.id === latest.data.id
  // the key of the latest run here need not be saved
  const isOwnKey = own !== null && latest.data?.outdated === 'other-key'
  const past = !isRunning && isPast && !isOwnKey ? latest.data : null

  function start() {
    announce(t`The diagnosis is running.`)
    diagnosis.start(asked?.key ?? null)
  }
  function cancel() {
    diagnosis.cancel()
    announce(t`The diagnosis was cancelled.`)
  }

  const startAsked = useEffectEvent(() => {
    forgetDiagnosisRequest()
    start()
  })
  useEffect(() => {
    if (!asked) return undefined
    // not at once: React may mount a page twice to try it
    const timer = setTimeout(startAsked)
    return () => clearTimeout(timer)
  }, [asked])

  return (
    <div className="lk-card">
      <header className="lk-card-head">
        <h1>
          <IconStethoscope size={20} aria-hidden="true" /> <Trans>Diagnosis</Trans>
        </h1>
        <div className="lk-actions">
          <Button ref={runButton} busy={isRunning} icon={<IconRefresh size={18} aria-hidden="true" />} onClick={start}>
            {past ? (
              <Trans>Run it now</Trans>
            ) : run?.begun ? (
              <Trans>Run again</Trans>
            ) : (
              <Trans>Run the diagnosis</Trans>
            )}
          </Button>
          <Button
            icon={<IconFileDescription size={18} aria-hidden="true" />}
            aria-expanded={isReporting}
            aria-controls={reportId}
            onClick={() => setReporting(!isReporting)}
          >
            <Trans>Report for support</Trans>
          </Button>
        </div>
      </header>
      <div id={reportId}>
        <LoadingBoundary fallback={<LoadingPart />}>
          {isReporting && <ReportPanel instance={instance} />}
        </LoadingBoundary>
      </div>
      {isRunning && <ProgressBar chains={run ? chainsOf(run, true) : []} since={diagnosis.since} onCancel={cancel} />}
      {phase === 'refused' && diagnosis.error && <FailureMessage error={diagnosis.error} />}
      {run === null && latest.error && <FailureMessage error={latest.error} onRetry={() => void latest.refetch()} />}
      {run === null && latest.isPending && <Loading />}
      {run === null && latest.data === null && !isRunning && <WhatItDoes />}
      {run && (
        <RunView
          run={run}
          phase={own && phase}
          saved={savedIn(registration.data)}
          past={past && <PastRun diagnosis={past} now={now} />}
        />
      )}
    </div>
  )
}

/** The button to cancel goes with the run, and the focus must not go with it. */
function useFocusAfter(isRunning: boolean, next: RefObject<HTMLButtonElement | null>): void {
  const wasRunning = useRef(isRunning)
  useLayoutEffect(() => {
    if (wasRunning.current && !isRunning && document.activeElement === document.body)
      next.current?.focus({ preventScroll: true })
    wasRunning.current = isRunning
  }, [isRunning, next])
}

const savedIn = (registration: Registration | undefined): string | null | undefined =>
  registration && (registration.key?.fingerprint ?? null)

/** Somebody else may have run a later one, whose outcome is then the one to see. */
const isNewest = (run: DiagnosisProgress | null, latest: LatestDiagnosis | undefined): boolean =>
  run?.begun != null && !(latest && latest.startedAt > run.begun.startedAt)

/** Before the first run. */
const WhatItDoes = () => (
  <div className="lk-card-body">
    <p>
      <Trans>
        The diagnosis does what every check does, step by step: it resolves the name of GLPI Network, connects,
        encrypts, asks about the saved key and reads the answer. If a step fails, it shows what it observed and what to
        do.
      </Trans>
    </p>
    <p className="text-secondary">
      <Trans>
        It takes at most 20 seconds and changes nothing. The key is sent to GLPI Network only. Without a saved key, only
        the network path is tested.
      </Trans>
    </p>
  </div>
)
