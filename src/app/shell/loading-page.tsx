import { useLingui } from '@lingui/react/macro'
import { useIsMissing } from '../ui/lazy-with-retry.ts'
import { LoadingPart } from '../ui/loading-part.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { Shell } from './shell.tsx'

/** Shown while a page loads, or cannot be loaded: the menu still leads to the others. */
export function LoadingPage() {
  const { t } = useLingui()
  const title = useIsMissing() ? t`Not loaded` : t`Loading…`
  return (
    <Shell title={title} breadcrumb={<Breadcrumb trail={[]} here={title} />}>
      <div className="lk-card lk-card-body">
        <h1 className="visually-hidden">{title}</h1>
        <LoadingPart />
      </div>
    </Shell>
  )
}
