import { Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import { diagnosisPath } from './paths.ts'
import { requestDiagnosis } from './requested-diagnosis.ts'

/** A link from a bad state to a diagnosis that starts at once. @param checkedKey a key that is not saved. */
export const FindOutWhy = ({ instance, checkedKey = null }: { instance: string; checkedKey?: string | null }) => (
  <p>
    <Link className="btn" href={diagnosisPath(instance)} onClick={() => requestDiagnosis(instance, checkedKey)}>
      <Trans>Find out why</Trans>
    </Link>
  </p>
)
