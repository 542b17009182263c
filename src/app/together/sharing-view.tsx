import '../ui/question.css'
import '../ui/choices.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { SHARING_MINUTES, type Sharing } from '#contract/together.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { useModal } from '../ui/use-modal.ts'
import { Pointer } from './pointer.tsx'
import { sharingQuery, useSharingChange } from './queries.ts'
import { useSentScreen } from './use-sent-screen.ts'

/** In the window that is shown; it stays so when it is reloaded. */
const SHOWS = 'latchkey.shows'

type Props = { isAsking: boolean; onAnswered: () => void }

/** The question for how long, and the bar while the page is shown. */
export function SharingView({ isAsking, onAnswered }: Props) {
  const { data: sharing = null } = useQuery(sharingQuery)
  const change = useSharingChange()
  const isHere = sharing !== null && sessionStorage.getItem(SHOWS) !== null
  const started = change.start.data
  const over = useOver(sharing, isHere)
  useSentScreen(isHere)
  return (
    <>
      {over.isShown && <OverBar onClose={over.close} />}
      {sharing && (
        <Bar
          sharing={sharing}
          isHere={isHere}
          onStop={() => {
            over.expect()
            change.stop.mutate()
          }}
        >
          {sharing.pointing && (
            <Pointer key={sharing.pointing.number} place={sharing.pointing} onDismiss={() => change.dismiss.mutate()} />
          )}
        </Bar>
      )}
      {isAsking && (
        <ShareDialog onClose={onAnswered}>
          {sharing && started ? (
            <Invitation link={started.link} code={started.code} />
          ) : (
            <Minutes
              onMinutes={(minutes) => {
                sessionStorage.setItem(SHOWS, '1')
                change.start.mutate(minutes)
              }}
            />
          )}
          {change.start.error && <FailureMessage error={change.start.error} />}
        </ShareDialog>
      )}
    </>
  )
}

/** Says once that this page is shown no longer, where that was not asked for here: its time is up, or it was ended in another window. */
function useOver(sharing: Sharing | null, isHere: boolean) {
  const { t } = useLingui()
  const [isShown, setShown] = useState(false)
  const before = useRef({ isHere, isExpected: false })
  const end = useEffectEvent(() => {
    sessionStorage.removeItem(SHOWS)
    setShown(!before.current.isExpected)
    if (!before.current.isExpected) announce(t`Support no longer sees this page.`)
  })
  useEffect(() => {
    if (sharing === null && before.current.isHere) end()
    if (isHere !== before.current.isHere) before.current = { isHere, isExpected: false }
  }, [sharing, isHere])
  return {
    isShown: isShown && sharing === null,
    expect: () => {
      before.current.isExpected = true
    },
    close: () => setShown(false),
  }
}

function OverBar({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <section className="lk-sharing" aria-label={t`Shown to support`}>
      <strong>
        <Trans>Support no longer sees this page.</Trans>
      </strong>
      <Button onClick={onClose}>
        <Trans>Close</Trans>
      </Button>
    </section>
  )
}

type BarProps = { sharing: Sharing; isHere: boolean; onStop: () => void; children: ReactNode }

function Bar({ sharing: { secondsLeft, viewers }, isHere, onStop, children }: BarProps) {
  const { t } = useLingui()
  const minutes = Math.ceil(secondsLeft / 60)
  const since = Math.floor(Math.max(0, ...viewers.map(({ secondsAgo }) => secondsAgo)) / 60)
  return (
    <section className="lk-sharing" aria-label={t`Shown to support`}>
      <span>
        <strong>
          {isHere ? <Trans>Support can see this page.</Trans> : <Trans>Another window is shown to support.</Trans>}
        </strong>{' '}
        {viewers.length === 0 ? (
          <Trans>Nobody looks on yet.</Trans>
        ) : (
          <>
            <Plural value={viewers.length} one="# person looks on." other="# people look on." />{' '}
            <Plural value={since} _0="Since just now." one="Since # minute." other="Since # minutes." />
          </>
        )}{' '}
        <Plural value={minutes} one="# minute left." other="# minutes left." />
      </span>
      {children}
      <Button onClick={onStop}>
        <Trans>Stop</Trans>
      </Button>
    </section>
  )
}

function ShareDialog({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <dialog {...useModal(onClose)} className="lk-question" aria-labelledby="share-title">
      <h2 id="share-title">
        <Trans>Show this page to support</Trans>
      </h2>
      {children}
      <div className="lk-actions">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </dialog>
  )
}

function Minutes({ onMinutes }: { onMinutes: (minutes: (typeof SHARING_MINUTES)[number]) => void }) {
  const [minutes, setMinutes] = useState<(typeof SHARING_MINUTES)[number]>(15)
  return (
    <>
      <p>
        <Trans>
          Support sees where you are: headings, messages, buttons, and which fields are filled in. They never see what
          you typed, nor a key. They can point, and do nothing else.
        </Trans>
      </p>
      <fieldset className="lk-minutes">
        <legend>
          <Trans>For how long?</Trans>
        </legend>
        {SHARING_MINUTES.map((choice) => (
          <label key={choice} className="form-check">
            <input
              type="radio"
              className="form-check-input"
              name="minutes"
              checked={choice === minutes}
              onChange={() => setMinutes(choice)}
            />
            <span className="form-check-label">
              <Plural value={choice} one="# minute" other="# minutes" />
            </span>
          </label>
        ))}
      </fieldset>
      <Button variant="primary" onClick={() => onMinutes(minutes)}>
        <Trans>Show it</Trans>
      </Button>
    </>
  )
}

function Invitation({ link, code }: { link: string; code: string }) {
  const [address = ''] = link.split('#')
  const first = useRef<HTMLParagraphElement>(null)
  // the button that was pressed is gone
  useEffect(() => first.current?.focus(), [])
  return (
    <>
      <p ref={first} tabIndex={-1}>
        <Trans>Send this link:</Trans> <CopyButton text={link}>{<Trans>Copy the link</Trans>}</CopyButton>
      </p>
      <p className="lk-shared-link" translate="no">
        {link}
      </p>
      <p>
        <Trans>Or read this out. The code works once.</Trans>
      </p>
      <p className="lk-shared-link" translate="no">
        {address} <strong>{code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</strong>
      </p>
    </>
  )
}
