import { Trans, useLingui } from '@lingui/react/macro'
import {
  IconAdjustments,
  IconAlertTriangle,
  IconHeadset,
  IconHelpCircle,
  IconKey,
  IconListDetails,
  IconLogin,
  IconMenu2,
  IconServer,
} from '@tabler/icons-react'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { CheckAllProgress } from '#contract/check-all.ts'
import { instancesQuery } from '../shared/queries/instances.ts'
import { useIsAdmin, useIsSignedIn } from '../shared/queries/session.ts'
import { quantity } from '../ui/format.ts'
import { Brand } from './brand.tsx'
import { InstanceSwitcher } from './instance-switcher.tsx'
import { NOTICES_PATH, SUPPORT_PATH, registrationPath } from '../shared/paths.ts'

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
            <Entry href="/instances" icon={<IconServer size={20} />} count={<InstanceCount count={instances.length} />}>
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
          {isSignedIn && <ShowToSupport />}
          <Entry href={SUPPORT_PATH} icon={<IconHeadset size={20} />}>
            <Trans>Support desk</Trans>
          </Entry>
          <Entry href="/causes" icon={<IconListDetails size={20} />}>
            <Trans>Causes</Trans>
          </Entry>
          <Entry href="/check-key" icon={<IconKey size={20} />}>
            <Trans>Check a key</Trans>
          </Entry>
          <Entry href="/which-key" icon={<IconHelpCircle size={20} />}>
            <Trans>Which key is which</Trans>
          </Entry>
        </nav>
      </div>
    </aside>
  )
}

type EntryProps = { href: string; under?: string; icon: ReactNode; count?: ReactNode; children: ReactNode }

function Entry({ href, under = href, icon, count, children }: EntryProps) {
  const [path] = useLocation()
  const isHere = path === under || path.startsWith(`${under}/`)
  return (
    <Link href={href} className="lk-side-entry" aria-current={path === href ? 'page' : isHere ? 'true' : undefined}>
      <span aria-hidden="true">{icon}</span>
      {children}
      {count}
    </Link>
  )
}

/** How many there are; while many are being checked, how far that is. */
function InstanceCount({ count }: { count: number }) {
  // only what others have read, or what the gateway has told
  const { data: run } = useQuery<CheckAllProgress | null>({ queryKey: ['check-all'], queryFn: skipToken })
  const isRunning = run?.phase === 'running'
  if (count === 0) return null
  return (
    <span className="lk-side-count">
      {isRunning ? (
        <Trans>
          {quantity(run.done)} of {quantity(run.total)} checked
        </Trans>
      ) : (
        quantity(count)
      )}
    </span>
  )
}

function ShowToSupport() {
  const client = useQueryClient()
  return (
    <button
      type="button"
      className="lk-side-entry"
      onClick={() => void import('../together/share.tsx').then(({ askToShare }) => askToShare(client))}
    >
      <span aria-hidden="true">
        <IconHelpCircle size={20} />
      </span>
      <Trans>Show this page to support</Trans>
    </button>
  )
}
