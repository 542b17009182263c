import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Breadcrumb } from './breadcrumb.tsx'
import {
  diagnosisPath,
  historyPath,
  marketplacePath,
  registrationPath,
  settingsPath,
  setupGuidePath,
} from '../shared/paths.ts'
import { Shell } from './shell.tsx'

type Props = { instance: string; title: string; children: ReactNode }

/** GLPI's Setup > General: its tabs at the left, the chosen one beside them. */
export function GeneralSetup({ instance, title, children }: Props) {
  const { t } = useLingui()
  const trail = [<Trans key="setup">Setup</Trans>, <Trans key="general">General</Trans>]
  return (
    <Shell title={title} instance={instance} breadcrumb={<Breadcrumb trail={trail} here={title} />}>
      <div className="lk-tabbed">
        <nav className="lk-tabs" aria-label={t`General setup`}>
          <Tab href={registrationPath(instance)}>
            <Trans>GLPI Network</Trans>
          </Tab>
          <Tab href={marketplacePath(instance)}>
            <Trans>Marketplace</Trans>
          </Tab>
          <Tab href={diagnosisPath(instance)}>
            <Trans>Diagnosis</Trans>
          </Tab>
          <Tab href={historyPath(instance)}>
            <Trans>History</Trans>
          </Tab>
          <Tab href={settingsPath(instance)}>
            <Trans>Settings</Trans>
          </Tab>
          <Tab href={setupGuidePath(instance)}>
            <Trans>Guided setup</Trans>
          </Tab>
        </nav>
        <div className="lk-tab">{children}</div>
      </div>
    </Shell>
  )
}

function Tab({ href, children }: { href: string; children: ReactNode }) {
  const [path] = useLocation()
  return (
    <Link href={href} aria-current={path === href ? 'page' : undefined}>
      {children}
    </Link>
  )
}
