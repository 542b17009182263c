import { Trans } from '@lingui/react/macro'
import type { Report } from '#contract/report.ts'
import { SupportCode } from './support-code.tsx'
import { moment } from '../ui/format.ts'
import { LabelledRow } from '../ui/labelled-row.tsx'

/** What a report says of itself, and of the Latchkey it comes from. */
export function AboutReport({ report }: { report: Report }) {
  const { id, supportCode, createdAt, versions, settings } = report
  const { proxy } = settings
  return (
    <>
      <LabelledRow label={<Trans>Made</Trans>}>
        <time dateTime={createdAt}>{moment(createdAt)}</time>
        <p className="text-secondary">
          <Trans>
            Correlation id <code translate="no">{id}</code>
          </Trans>
          {supportCode && (
            <>
              {' · '}
              <SupportCode code={supportCode} />
            </>
          )}
        </p>
      </LabelledRow>
      <LabelledRow label={<Trans>Versions</Trans>}>
        Latchkey {versions.latchkey} ·{' '}
        {versions.glpi === null ? <Trans>GLPI: version unknown</Trans> : <>GLPI {versions.glpi}</>} · Node{' '}
        {versions.node} · OpenSSL {versions.openssl} · {versions.system}
      </LabelledRow>
      <LabelledRow label={<Trans>Settings</Trans>}>
        <p>
          <code translate="no">{settings.services}</code> {settings.sandbox && <Trans>(practice, nothing real)</Trans>}
        </p>
        <p>
          {proxy ? (
            <Trans>
              Proxy{' '}
              <code translate="no">
                {proxy.host}:{proxy.port}
              </code>
              , set in the environment
            </Trans>
          ) : (
            <Trans>No proxy</Trans>
          )}
          {proxy && (
            <>
              {' · '}
              {proxy.login ? <Trans>with a login</Trans> : <Trans>without a login</Trans>}
            </>
          )}
          {settings.askedAs?.idFrom === null && (
            <>
              {' · '}
              <Trans>asked without an instance id</Trans>
            </>
          )}
          {' · '}
          <Trans>
            List of issuers: <code translate="no">{settings.trust}</code>
          </Trans>
        </p>
      </LabelledRow>
    </>
  )
}
