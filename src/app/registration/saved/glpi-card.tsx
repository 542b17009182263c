import { Trans, useLingui } from '@lingui/react/macro'
import { IconServer2 } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { EvidenceList } from '../../shared/cause/evidence-list.tsx'
import { LazyCauseNextStep, LazyCauseTitle } from '../../shared/cause/lazy.tsx'
import { SnapshotList } from '../../shared/connection/snapshot-list.tsx'
import { METHOD_NAMES } from '../../shared/connection/method-names.ts'
import { GlpiLinks } from '../../shared/glpi-links.tsx'
import { useGatewayNow } from '../../shared/gateway-now.ts'
import { useMay } from '../../shared/queries/session.ts'
import { settingsPath } from '../../shared/paths.ts'
import { Message } from '../../ui/message.tsx'
import { PluginsPage } from './plugins-page.tsx'
import { SeenAgo } from '../../shared/verdict/seen-ago.tsx'

type Props = { instance: string; glpi: GlpiSnapshot; revision: string }

/** The snapshot of the GLPI behind an instance. */
export function GlpiCard({ instance, glpi, revision }: Props) {
  const { i18n } = useLingui()
  const now = useGatewayNow()
  const maySet = useMay('administer')
  return (
    <section aria-labelledby="glpi">
      <header className="lk-card-head">
        <h2 id="glpi">
          <IconServer2 size={20} aria-hidden="true" /> GLPI
        </h2>
        <span className="text-secondary">
          <SeenAgo at={glpi.seenAt} now={now} />
          {' · '}
          {glpi.ways.map((kind) => i18n._(METHOD_NAMES[kind])).join(', ')}
        </span>
      </header>
      {glpi.cause && (
        <Message tone="warning" title={<Trans>The latest inspection did not finish</Trans>}>
          <p>
            <LazyCauseTitle code={glpi.cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
          </p>
          <EvidenceList of={glpi.evidence} />
          <LazyCauseNextStep code={glpi.cause} peer="glpi" errorCode={glpi.evidence?.errorCode} />
        </Message>
      )}
      <SnapshotList snapshot={glpi} />
      <PluginsPage instance={instance} glpi={glpi} revision={revision} />
      <GlpiLinks instance={instance} />
      {maySet && (
        <p className="lk-card-foot">
          <Link href={settingsPath(instance)}>
            <Trans>Change the connection to this GLPI</Trans>
          </Link>
        </p>
      )}
    </section>
  )
}
