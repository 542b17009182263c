import { useLingui } from '@lingui/react/macro'
import { LoadingPart } from '../ui/loading-part.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { Shell } from './shell.tsx'

/** While a page is being loaded, and for as long as it cannot be: the way to the others stays open. */
export function PageOnItsWay() {
  const { t } = useLingui()
  const title = t`Loading…`
  return (
    <Shell title={title} breadcrumb={<Breadcrumb trail={[]} here={title} />}>
      <div className="lk-card lk-card-body">
        <h1 className="visually-hidden">{title}</h1>
        <LoadingPart />
      </div>
    </Shell>
  )
}
