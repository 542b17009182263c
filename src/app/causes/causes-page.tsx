import './causes.css'
import '../ui/filter.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useSearchParams } from 'wouter'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { causePath } from '../shared/paths.ts'
import { findCauses } from '../shared/seen/find-causes.ts'
import { Shell } from '../shell/shell.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { causeOf } from '../shared/cause/catalogue.ts'

/** All causes in one list, to look up a code, or what one sees. */
export function CausesPage() {
  const { t, i18n } = useLingui()
  const [params, setParams] = useSearchParams()
  const search = params.get('q') ?? ''
  const found = findCauses(search, i18n)
  return (
    <Shell title={t`Causes`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Causes</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>Causes</Trans>
          </h1>
          <output className="text-secondary">
            <Plural value={found.length} one="# cause" other="# causes" />
          </output>
        </header>
        <search className="lk-cause-search">
          <SearchBox
            label={t`Search causes by what one sees`}
            placeholder={t`GLPI’s sentence, a badge, a code`}
            value={search}
            onChange={(q) => setParams(q === '' ? {} : { q }, { replace: true })}
          />
        </search>
        <ul className="lk-causes">
          {found.map((code) => (
            <li key={code}>
              <StatusIcon tone={causeOf(code).severity} />
              <div>
                <Link href={causePath(code)}>{i18n._(causeOf(code).title)}</Link> <code translate="no">{code}</code>
              </div>
            </li>
          ))}
        </ul>
        {found.length === 0 && (
          <p className="lk-card-body">
            <Trans>No cause has these words.</Trans>
          </p>
        )}
      </div>
    </Shell>
  )
}
