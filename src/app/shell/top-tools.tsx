import './other-media.css'
import '../ui/time.css'
import { useLingui } from '@lingui/react/macro'
import { IconHelpCircle, IconLogout } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { helpPathOf } from '../shared/paths.ts'
import { useIsSignedIn } from '../shared/queries/session.ts'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import type { Wish } from './wish-of.ts'
import { ThemeChoice } from './theme-choice.tsx'
import { TypedAhead } from './typed-ahead.tsx'

const Palette = lazyWithRetry(() => import('./palette/palette.tsx'), 'Palette')
const ShortcutList = lazyWithRetry(() => import('./palette/shortcut-list.tsx'), 'ShortcutList')
const sharing = () => import('../together/share.tsx')
let isFollowing = false

/** Once the page can be used, and for as long as the window is there. Without it the page asks from time to time. */
function useLive(isSignedIn: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!isSignedIn || isFollowing) return
    isFollowing = true
    import('../live/follow-gateway.ts')
      .then(({ followGateway }) => followGateway(client, sharing))
      .catch(() => (isFollowing = false))
  }, [client, isSignedIn])
}

const SignOutQuestion = lazyWithRetry(() => import('./sign-out-question.tsx'), 'SignOutQuestion')

type Props = {
  /** The one on screen, or the last that was. */
  instance: string | undefined
  wish: Wish | null
  onWish: (wish: Wish | null) => void
}

/** What every page has at its top, whatever it is for. */
export function TopTools({ instance, wish, onWish }: Props) {
  const isSignedIn = useIsSignedIn()
  useShortcuts(onWish)
  useLive(isSignedIn === true)
  const [typedAhead, setTypedAhead] = useState('')
  const close = () => {
    setTypedAhead('')
    onWish(null)
  }
  return (
    <>
      <LoadingBoundary fallback={<TypedAhead onChange={setTypedAhead} onEscape={close} />}>
        {wish === 'palette' && <Palette instance={instance} begin={typedAhead} onClose={close} />}
      </LoadingBoundary>
      <LoadingBoundary>{wish === 'shortcuts' && <ShortcutList onClose={close} />}</LoadingBoundary>
      <HelpLink />
      <LanguageSwitch />
      <ThemeChoice />
      {isSignedIn && <SignOut />}
    </>
  )
}

/** Opens the part of the guide that is about this page. */
function HelpLink() {
  const { t } = useLingui()
  const [path] = useLocation()
  return (
    <Link href={helpPathOf(path)} className="lk-icon-button" aria-label={t`Help`} title={t`Help`}>
      <IconHelpCircle size={20} aria-hidden="true" />
    </Link>
  )
}

/** Asks first: coming back takes a new sign-in link. */
function SignOut() {
  const { t } = useLingui()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        className="lk-icon-button"
        aria-label={t`Sign out`}
        title={t`Sign out`}
        onClick={() => setAsking(true)}
      >
        <IconLogout size={20} aria-hidden="true" />
      </button>
      <LoadingBoundary>{isAsking && <SignOutQuestion onCancel={() => setAsking(false)} />}</LoadingBoundary>
    </>
  )
}
