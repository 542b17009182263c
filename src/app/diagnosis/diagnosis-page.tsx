import '../shared/run/run.css'
import '../ui/progress.css'
import { useLingui } from '@lingui/react/macro'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { DiagnosisCard } from './diagnosis-card.tsx'

/** Setup > General > Diagnosis: why is my key not accepted? */
export function DiagnosisPage({ instance }: { instance: string }) {
  const { t } = useLingui()
  return (
    <GeneralSetup instance={instance} title={t`Diagnosis`}>
      <DiagnosisCard instance={instance} />
    </GeneralSetup>
  )
}
