import { Trans, useLingui } from '@lingui/react/macro'
import {
  IconAdjustments,
  IconAlertTriangle,
  IconFileSearch,
  IconHelpCircle,
  IconListDetails,
  IconLogin,
  IconMenu2,
  IconServer,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { instancesQuery } from '../shared/queries/instances.ts'
import { useIsAdmin, useIsSignedIn } from '../shared/queries/session.ts'
import { quantity } from '../ui/format.ts'
import { Brand } from './brand.tsx'
import { InstanceSwitcher } from './instance-switcher.tsx'
import { NOTICES_PATH, REPORT_PATH, registrationPath } from '../shared/paths.ts'

type Props = {
  /** The one on screen, or the last that was. Without a session there is none. */
  last: string | undefined
  onSwitch: () => void
}

export function Sidebar({ last, onSwitch }: Props) {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn()
  const isAdmin = useIsAdmin()
  const { data: instances = [] } = useQuery({ ...instancesQuery, enabled: isSignedIn === true })
  const [isOpen, setOpen] = useState(false)
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
        {isSignedIn && <InstanceSwitcher instances={instances} current={last} onOpen={onSwitch} />}
        <nav aria-label={t`Main menu`}>
          {isSignedIn && (
            <p className="lk-side-group">
              <Trans>Setup</Trans>
            </p>
          )}
          {isSignedIn && last !== undefined && (
            <Entry href={registrationPath(last)} under={`/${last}/setup/general`} icon={<IconAdjustments size={20} />}>
              <Trans>General</Trans>
            </Entry>
          )}
          <p className="lk-side-group">Latchkey</p>
          {isSignedIn && (
            <Entry href="/instances" icon={<IconServer size={20} />} count={instances.length}>
              <Trans>Instances</Trans>
            </Entry>
          )}
          {isAdmin && (
            <Entry href={NOTICES_PATH} icon={<IconAlertTriangle size={20} />}>
              <Trans>Notices</Trans>
            </Entry>
          )}
          {isSignedIn === false && (
            <Entry href="/" icon={<IconLogin size={20} />}>
              <Trans>Sign in</Trans>
            </Entry>
          )}
          <Entry href={REPORT_PATH} icon={<IconFileSearch size={20} />}>
            <Trans>Open a report</Trans>
          </Entry>
          <Entry href="/causes" icon={<IconListDetails size={20} />}>
            <Trans>Causes</Trans>
          </Entry>
          <Entry href="/which-key" icon={<IconHelpCircle size={20} />}>
            <Trans>Which key is which</Trans>
          </Entry>
        </nav>
      </div>
    </aside>
  )
}

type EntryProps = { href: string; under?: string; icon: ReactNode; count?: number; children: ReactNode }

function Entry({ href, under = href, icon, count = 0, children }: EntryProps) {
  const [path] = useLocation()
  const isHere = path === under || path.startsWith(`${under}/`)
  return (
    <Link href={href} className="lk-side-entry" aria-current={path === href ? 'page' : isHere ? 'true' : undefined}>
      <span aria-hidden="true">{icon}</span>
      {children}
      {count > 0 && <span className="lk-side-count">{quantity(count)}</span>}
    </Link>
  )
}
