import './page-code.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { version } from '../../../package.json'
import type { LatestDiagnosis } from '#contract/diagnosis.ts'
import type { Instance } from '#contract/panel.ts'
import type { Conclusion } from '#domain/diagnosis.ts'
import { pageCodeOf, spelledOut } from '#domain/support-code.ts'
import { latestQuery } from '../shared/queries/diagnosis.ts'
import { useInstance } from '../shared/queries/instances.ts'
import { CopyButton } from '../ui/copy-button.tsx'

/** At the foot of an instance's pages, whatever its state: what a caller reads out to support staff. */
export function PageCode({ instance }: { instance: string }) {
  const { instance: shown } = useInstance(instance)
  // only where the page has loaded it already
  const { data: diagnosis } = useQuery({ ...latestQuery(instance), enabled: false })
  if (shown === undefined) return null
  const { state, storage, sandbox: isPractice } = shown
  return <Code code={pageCodeOf(conclusionOf(shown, diagnosis), { state, storage, isPractice, version })} />
}

/** As in a report: what a run that is about now concluded, and else what the latest check met. */
function conclusionOf({ cause }: Instance, diagnosis: LatestDiagnosis | undefined): Conclusion {
  const isAboutNow = diagnosis?.outdated === null && diagnosis.conclusion.headline !== null
  return isAboutNow ? diagnosis.conclusion : { headline: cause, others: [] }
}

function Code({ code }: { code: string }) {
  const { t } = useLingui()
  const spelledId = useId()
  const [isPressed, setPressed] = useState(false)
  const [isHovered, setHovered] = useState(false)
  return (
    <footer className="lk-page-code">
      <Trans>Support code</Trans>{' '}
      <button
        type="button"
        className="lk-support-code"
        translate="no"
        title={t`Show it as it is spelled`}
        aria-expanded={isPressed || isHovered}
        aria-controls={spelledId}
        onMouseEnter={() => setHovered(true)}
        onMouseLeave={() => setHovered(false)}
        onBlur={() => setPressed(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setPressed(false)
          setHovered(false)
        }}
        onClick={() => setPressed(!isPressed)}
      >
        {code}
      </button>
      <CopyButton text={code}>
        <Trans>Copy</Trans>
      </CopyButton>
      <div id={spelledId} className="lk-spelled" translate="no" hidden={!isPressed && !isHovered}>
        {spelledOut(code).map((group) => (
          <p key={group}>{group}</p>
        ))}
      </div>
    </footer>
  )
}
