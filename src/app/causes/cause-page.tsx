import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { towardsGlpi } from '#domain/cause-words.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { Shell } from '../shell/shell.tsx'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { LabelledRow } from '../ui/labelled-row.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { causeOf } from '../shared/cause/catalogue.ts'
import { StepOfCause } from '../shared/cause/step-of-cause.tsx'
import { supportPathOf } from '../shared/paths.ts'

/** One cause, by the code that replies, logs and scripts quote. */
export function CausePage({ code }: { code: string }) {
  const { i18n, t } = useLingui()
  const known = CAUSE_CODES.find((cause) => cause === code)
  if (known === undefined) return <NotFoundPage />
  const { severity, title, meaning, next, glpi, caller } = causeOf(known)
  const heading = i18n._(title)
  const up = (
    <Link key="causes" href="/causes">
      <Trans>Causes</Trans>
    </Link>
  )
  return (
    <Shell title={heading} breadcrumb={<Breadcrumb trail={[up]} here={<code translate="no">{code}</code>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <StatusIcon tone={severity} /> {heading}
          </h1>
        </header>
        <LabelledRow label={<Trans>Code</Trans>}>
          <code translate="no">{code}</code> <CopyIcon text={code} label={t`Copy the code`} />
        </LabelledRow>
        <LabelledRow label={<Trans>What it means</Trans>}>{i18n._(meaning)}</LabelledRow>
        <LabelledRow label={<Trans>What to do</Trans>}>
          <p>{i18n._(next)}</p>
          <StepOfCause code={known} />
        </LabelledRow>
        <LabelledRow label={<Trans>In GLPI</Trans>}>{i18n._(glpi)}</LabelledRow>
        <LabelledRow label={<Trans>To say to a caller</Trans>}>
          <q>{i18n._(caller)}</q>
          <p>
            <Link href={supportPathOf(known)}>
              <Trans>The questions to ask, at the support desk</Trans>
            </Link>
          </p>
        </LabelledRow>
        {Object.keys(towardsGlpi(known)).length > 0 && <AtGlpi code={known} />}
      </div>
    </Shell>
  )
}

/** The same code, where it was a GLPI that was asked and not GLPI Network. */
function AtGlpi({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  const { title, meaning, next } = causeOf(code, 'glpi')
  return (
    <>
      <LabelledRow label={<Trans>When connecting to a GLPI</Trans>}>
        <strong>{i18n._(title)}</strong>
      </LabelledRow>
      <LabelledRow label={<Trans>What it means</Trans>}>{i18n._(meaning)}</LabelledRow>
      <LabelledRow label={<Trans>What to do</Trans>}>
        <p>{i18n._(next)}</p>
        <StepOfCause code={code} peer="glpi" />
      </LabelledRow>
    </>
  )
}
