import { Trans, useLingui } from '@lingui/react/macro'
import { IconAdjustments, IconAlertTriangle, IconLogin, IconMenu2, IconServer } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Instance } from '#contract/panel.ts'
import { firstInstancesQuery } from '../shared/queries/instances.ts'
import { useMay, useIsSignedIn } from '../shared/queries/session.ts'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { useHasLoaded } from '../ui/still-loading.ts'
import { quantity } from '../ui/format.ts'
import { Brand } from './brand.tsx'
import { SideEntry } from './side-entry.tsx'
import { InstanceSwitcher } from './instance-switcher.tsx'
import { ACCESS_PATH, NOTICES_PATH, registrationPath } from '../shared/paths.ts'

const InstanceCount = lazyWithRetry(() => import('./instance-count.tsx'), 'InstanceCount')
const SideHelp = lazyWithRetry(() => import('./side-help.tsx'), 'SideHelp')

type Props = {
  /** The one on screen, or the last that was. Without a session there is none. */
  last: string | undefined
  shown: Instance | undefined
  onSwitch: () => void
}

export function Sidebar({ last, shown, onSwitch }: Props) {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn()
  const mayAdminister = useMay('administer')
  const hasLoaded = useHasLoaded()
  const { data: { count } = { count: 0 } } = useQuery({ ...firstInstancesQuery, enabled: isSignedIn === true })
  const [isOpen, setOpen] = useState(false)
  const plain = count > 0 && <span className="lk-side-count">{quantity(count)}</span>
  const toggle = useRef<HTMLButtonElement>(null)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes the menu from anywhere in it
    <aside
      className="lk-side"
      data-open={isOpen}
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !isOpen) return
        setOpen(false)
        toggle.current?.focus()
      }}
    >
      <div className="lk-side-head">
        <Link href="/" className="lk-side-brand">
          <Brand />
        </Link>
        <button
          ref={toggle}
          type="button"
          className="lk-side-toggle"
          aria-expanded={isOpen}
          aria-controls="menu"
          aria-label={t`Menu`}
          onClick={() => setOpen(!isOpen)}
        >
          <IconMenu2 size={22} aria-hidden="true" />
        </button>
      </div>
      <div id="menu" className="lk-side-menu">
        {isSignedIn && <InstanceSwitcher shown={shown} current={last} onOpen={onSwitch} />}
        <nav aria-label={t`Main menu`}>
          {isSignedIn && (
            <p className="lk-side-group">
              <Trans>Setup</Trans>
            </p>
          )}
          {isSignedIn && last !== undefined && (
            <SideEntry
              href={registrationPath(last)}
              under={`/${last}/setup/general`}
              icon={<IconAdjustments size={20} />}
            >
              <Trans>General</Trans>
            </SideEntry>
          )}
          <p className="lk-side-group">Latchkey</p>
          {isSignedIn && (
            <SideEntry
              href="/instances"
              icon={<IconServer size={20} />}
              count={
                hasLoaded ? (
                  <LoadingBoundary fallback={plain}>
                    <InstanceCount count={count} />
                  </LoadingBoundary>
                ) : (
                  plain
                )
              }
            >
              <Trans>Instances</Trans>
            </SideEntry>
          )}
          {mayAdminister && (
            <>
              <SideEntry href={NOTICES_PATH} icon={<IconAlertTriangle size={20} />}>
                <Trans>Notices</Trans>
              </SideEntry>
              <SideEntry href={ACCESS_PATH} icon={<IconLogin size={20} />}>
                <Trans>Access</Trans>
              </SideEntry>
            </>
          )}
          {isSignedIn === false && (
            <SideEntry href="/" icon={<IconLogin size={20} />}>
              <Trans>Sign in</Trans>
            </SideEntry>
          )}
          <LoadingBoundary>{hasLoaded && <SideHelp />}</LoadingBoundary>
        </nav>
      </div>
    </aside>
  )
}
