import { Trans, useLingui } from '@lingui/react/macro'
import { IconShieldStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, useEffectEvent } from 'react'
import { firstScriptsOf, type FirstScript } from '#contract/page-start.ts'
import type { Registration } from '#contract/panel.ts'
import { useInstance } from '../shared/queries/instances.ts'
import { useMay } from '../shared/queries/session.ts'
import { announce } from '../ui/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { useHasLoaded } from '../ui/still-loading.ts'
import { LoadingPart } from '../ui/loading-part.tsx'
import { whenIdle } from '../ui/when-idle.ts'
import { reachQuery } from '../shared/queries/registration.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { badgeToneOf, stateWordsOf } from '../shared/verdict/state-words.ts'

// without a key only the box is needed, with one only what is known of it: each is loaded when it is first shown
const KeyEntryForm = lazyWithRetry(() => import('../shared/entry/entry-form.tsx'), 'KeyEntryForm')
const SavedAlerts = lazyWithRetry(() => import('./saved/saved-alerts.tsx'), 'SavedAlerts')
const FormerKeys = lazyWithRetry(() => import('./saved/former-keys.tsx'), 'FormerKeys')
const GlpiCard = lazyWithRetry(() => import('./saved/glpi-card.tsx'), 'GlpiCard')
const ManagedNote = lazyWithRetry(() => import('../shared/managed-note.tsx'), 'ManagedNote')
const OpenPlugins = lazyWithRetry(() => import('./saved/open-plugins.tsx'), 'OpenPlugins')
// below all that a key is pasted or judged in, and so loaded after it
const UnlockList = lazyWithRetry(() => import('../shared/subscription/unlock-list.tsx'), 'UnlockList')
const SavedKey = lazyWithRetry(() => import('./saved/saved-key.tsx'), 'SavedKey')

type Preload = (registration: Registration) => Promise<void>

/** The other scripts are part of the alerts. */
const FIRST_PARTS: Partial<Record<FirstScript, Preload>> = {
  'entry-form': () => KeyEntryForm.preload(),
  'saved-key': () => SavedKey.preload(),
  'saved-alerts': (registration) =>
    import('./saved/saved-alerts.tsx')
      .then(({ alertParts }) => alertParts.preload(registration))
      // it is loaded when it is shown
      .catch(() => undefined)
      .then(() => SavedAlerts.preload()),
}

/** Loads what shows this state, so that it needs no fallback, and nothing moves. */
export async function preloadRegistration(registration: Registration): Promise<void> {
  await Promise.all(firstScriptsOf(registration).flatMap((script) => FIRST_PARTS[script]?.(registration) ?? []))
}

/** @param readAt when the registration arrived, by the browser's clock. */
export function RegistrationCard({ registration, readAt }: { registration: Registration; readAt: number }) {
  const { i18n } = useLingui()
  const { instance, key, state, plugins, unlock, glpi, former } = registration
  const mayChange = useMay('changeKeys')
  const mayCheck = useMay('checkKeys')
  const hasLoaded = useHasLoaded()
  const { instance: shown } = useInstance(instance)
  // what a save shows is ready by then: a stand-in would be drawn before it, in a frame of its own
  const isSaveNext = hasLoaded && mayChange && state === 'none'
  useEffect(() => {
    if (isSaveNext) whenIdle(() => void SavedKey.preload())
  }, [isSaveNext])
  const isReachWanted = mayChange && state === 'none' && unlock.conditions.some(isReachUnknown)
  useQuery({ ...reachQuery(instance), enabled: isReachWanted })
  const announceState = useStateAnnounced(registration)
  const now = useVendorNow(registration.now, readAt)
  const heading = useRef<HTMLHeadingElement>(null)
  const [isReplacing, setReplacing] = useState(false)
  const words = stateWordsOf(state)

  // after a save or a removal the box is gone, and the focus with it: it goes to what is new, once that is on screen
  const [shownNext, setShownNext] = useState<Registration | null>(null)
  useEffect(() => {
    if (shownNext === null || shownNext.key?.fingerprint !== key?.fingerprint) return
    heading.current?.focus()
  }, [shownNext, key?.fingerprint])

  /** The same verdict again is an answer too; another one is announced as a change. */
  function say(checked: Registration) {
    if (checked.state === state) announceState(checked)
  }
  function show(changed: Registration) {
    setReplacing(false)
    say(changed)
    setShownNext(changed)
  }
  function backFromReplacing() {
    setReplacing(false)
    heading.current?.focus()
  }

  const badge = <Badge tone={badgeToneOf(registration)}>{i18n._(words.badge)}</Badge>
  return (
    <div className="lk-card">
      <LoadingBoundary>
        {firstScriptsOf(registration).includes('saved-alerts') && <SavedAlerts registration={registration} now={now} />}
      </LoadingBoundary>
      <header className="lk-card-head">
        <h1 ref={heading} tabIndex={-1}>
          <IconShieldStar size={20} aria-hidden="true" /> <Trans>Registration</Trans>
        </h1>
        {!isReplacing && badge}
        {/* the switcher that names the instance is folded away */}
        <p className="lk-narrow-only">
          {shown?.name ?? instance} {shown?.sandbox && <Trans>(practice, nothing real)</Trans>}
        </p>
      </header>
      <LoadingBoundary>{state === 'managed' && <ManagedNote />}</LoadingBoundary>
      <LoadingBoundary fallback={<LoadingPart />}>
        {mayCheck && (key === null || isReplacing) && state !== 'managed' && (
          <KeyEntryForm
            registration={registration}
            sandbox={shown?.sandbox ?? false}
            onSaved={show}
            onCancel={isReplacing ? backFromReplacing : undefined}
          />
        )}
      </LoadingBoundary>
      {!mayCheck && key === null && state !== 'managed' && (
        <div className="lk-card-body">
          <p>
            <Trans>No key is saved for this instance.</Trans>
          </p>
          <WhoMay capability="changeKeys" />
        </div>
      )}
      {isReplacing && (
        <header className="lk-card-head">
          <h2>
            <Trans>Saved now</Trans>
          </h2>
          {badge}
        </header>
      )}
      <LoadingBoundary fallback={<LoadingPart />}>
        {key !== null && (
          <SavedKey
            registration={registration}
            name={shown?.name ?? instance}
            now={now}
            isReplacing={isReplacing}
            onReplace={() => setReplacing(true)}
            onChecked={say}
            onRemoved={show}
          />
        )}
      </LoadingBoundary>
      <LoadingBoundary
        fallback={former.map(({ fingerprint }) => (
          <div key={fingerprint} className="lk-former-room" />
        ))}
      >
        {mayChange && former.length > 0 && <FormerKeys registration={registration} onRestored={show} />}
      </LoadingBoundary>
      <LoadingBoundary>
        {hasLoaded && state !== 'managed' && (
          <UnlockList unlock={unlock} hasGlpi={glpi !== null} hasKey={key !== null}>
            <LoadingBoundary>{plugins && <OpenPlugins instance={instance} plugins={plugins} />}</LoadingBoundary>
          </UnlockList>
        )}
        {hasLoaded && glpi && <GlpiCard instance={instance} glpi={glpi} revision={registration.revision} />}
      </LoadingBoundary>
    </div>
  )
}

const isReachUnknown = ({ id, holds }: Registration['unlock']['conditions'][number]) =>
  id === 'vendor-reachable' && holds === null

/** Announces a verdict that changes. The first one is not announced: it is part of the page. @returns what announces one again. */
function useStateAnnounced(registration: Registration): (of: Registration) => void {
  const { t, i18n } = useLingui()
  const { state } = registration
  const before = useRef(state)

  async function sentenceOf(of: Registration): Promise<string> {
    const verdict = i18n._(stateWordsOf(of.state).sentence)
    if (of.key === null) return verdict
    // it comes with the saved key; where it cannot be loaded, the verdict is what matters
    const words = await import('../shared/verdict/storage-words.ts').catch(() => null)
    const stored = words?.storedWordsOf(of)
    return stored ? t`${verdict}. In GLPI: ${i18n._(stored.word)}` : verdict
  }
  const announceState = (of: Registration): void => void sentenceOf(of).then(announce)
  const say = useEffectEvent(() => announceState(registration))
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    say()
  }, [state])
  return announceState
}

/**
 * GLPI Network's clock, going on from where a reply showed it. Only the time that has passed is the browser's: its own
 * idea of the date may be wrong by years.
 * @param now the reply's `now`; @param readAt when that reply arrived, by the browser.
 */
function useVendorNow(now: string, readAt: number): number {
  const [browserNow, setBrowserNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setBrowserNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(now) + Math.max(0, browserNow - readAt)
}
