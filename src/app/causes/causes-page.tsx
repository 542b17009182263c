import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { causePath } from '../shared/paths.ts'
import { Shell } from '../shell/shell.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { causeOf } from '../shared/cause/catalogue.ts'

/** All causes in one list, to look up a code. */
export function CausesPage() {
  const { t, i18n } = useLingui()
  return (
    <Shell title={t`Causes`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Causes</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>Causes</Trans>
          </h1>
        </header>
        <ul className="lk-causes">
          {CAUSE_CODES.map((code) => (
            <li key={code}>
              <StatusIcon tone={causeOf(code).severity} />
              <div>
                <Link href={causePath(code)}>{i18n._(causeOf(code).title)}</Link> <code translate="no">{code}</code>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Shell>
  )
}
