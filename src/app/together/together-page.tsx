import './together.css'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { togetherApi } from '#contract/api/together.ts'
import type { SharedScreen, ScreenItem, ScreenPlace, WatchedPage } from '#contract/together.ts'
import { BASE_PATH } from '../base-path.ts'
import { GatewayRefusal } from '../call.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { useWatchChange, watchLive, watchQuery } from './queries.ts'

/** Support's side: the page of somebody else, by what it means. Needs no sign-in. */
export function TogetherPage() {
  const { t } = useLingui()
  const { data, error, isPending } = useQuery(watchQuery)
  const isOver = error instanceof GatewayRefusal && error.code === 'invitation-over'
  useWatchEvents(data !== undefined && error === null)
  return (
    <Shell title={t`Look on`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Look on</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>Look on</Trans>
          </h1>
        </header>
        <div className="lk-look-on">
          {isPending && !error && <Loading />}
          {error && !isOver && <FailureMessage error={error} />}
          {isOver && <CodeForm wasOn={data !== undefined} />}
          {data && !error && <WatchedScreen watched={data} />}
        </div>
      </div>
    </Shell>
  )
}

/** Reads the page again as soon as it has changed. */
function useWatchEvents(isOn: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!isOn) return undefined
    const source = new EventSource(BASE_PATH + togetherApi.follow.path)
    const read = () => void client.invalidateQueries({ queryKey: watchQuery.queryKey })
    const hear = (isUp: boolean) => {
      watchLive.isUp = isUp
      read()
    }
    source.addEventListener('open', () => hear(true))
    source.addEventListener('message', read)
    source.addEventListener('error', () => hear(false))
    return () => {
      watchLive.isUp = false
      source.close()
    }
  }, [isOn, client])
}

function CodeForm({ wasOn }: { wasOn: boolean }) {
  const { t } = useLingui()
  const { open } = useWatchChange()
  const [code, setCode] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        open.mutate(code)
      }}
    >
      <p>
        {wasOn ? (
          <Trans>This page is not shown any more.</Trans>
        ) : (
          <Trans>Ask the caller to press “Show this page to support”, and to read out the code.</Trans>
        )}
      </p>
      {open.error && <FailureMessage error={open.error} />}
      <label>
        {t`Code`}
        <input
          className="form-control"
          inputMode="numeric"
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <Button type="submit" variant="primary" busy={open.isPending}>
        <Trans>Look on</Trans>
      </Button>
    </form>
  )
}

const ROLE_WORDS: Record<ScreenItem['role'], ReturnType<typeof msg>> = {
  heading: msg`Heading`,
  step: msg`Step`,
  message: msg`Message`,
  dialog: msg`Dialog`,
  field: msg`Field`,
  choice: msg`Choice`,
  button: msg`Button`,
  link: msg`Link`,
}

function WatchedScreen({ watched: { screen, secondsLeft, pointing } }: { watched: WatchedPage }) {
  return (
    <>
      <p>
        <Trans>You see what the page is made of, and nothing that was typed. You can point, and do nothing else.</Trans>{' '}
        <Plural value={Math.ceil(secondsLeft / 60)} one="# minute left." other="# minutes left." />
      </p>
      {screen === null ? <Trans>The page has not been sent yet.</Trans> : <Parts screen={screen} pointing={pointing} />}
    </>
  )
}

function Parts({ screen, pointing }: { screen: SharedScreen; pointing: ScreenPlace | null }) {
  const { t } = useLingui()
  const { point } = useWatchChange()
  return (
    <section className="lk-watched" aria-label={t`The caller’s page`}>
      <h2>
        {screen.title} {screen.state && <Badge tone="neutral">{screen.state}</Badge>}
      </h2>
      <p translate="no">{[screen.instance, screen.path].filter(Boolean).join(' · ')}</p>
      {point.error && <FailureMessage error={point.error} />}
      <ul>
        {screen.items.map((item) => (
          <Item
            key={`${item.role} ${item.label} ${item.nth}`}
            item={item}
            isPointed={pointing?.role === item.role && pointing.label === item.label && pointing.nth === item.nth}
            onPoint={() => point.mutate({ role: item.role, label: item.label, nth: item.nth })}
          />
        ))}
      </ul>
    </section>
  )
}

type ItemProps = { item: ScreenItem; isPointed: boolean; onPoint: () => void }

function Item({ item, isPointed, onPoint }: ItemProps) {
  const { t, i18n } = useLingui()
  const { role, label } = item
  const state = [
    item.isFilled === true && (role === 'choice' ? t`chosen` : t`filled in`),
    item.isFilled === false && (role === 'choice' ? t`not chosen` : t`empty`),
    item.isFocused && t`the caller is here`,
    item.isInvalid && t`with an error`,
    item.isDisabled && t`cannot be used now`,
  ].filter((word) => word !== false)
  return (
    <li data-role={role} data-focused={item.isFocused} data-pointed={isPointed}>
      <span className="lk-watched-role">{i18n._(ROLE_WORDS[role])}</span>
      <span className="lk-watched-label">
        {label} {state.length > 0 && <em>({state.join(', ')})</em>}
      </span>
      <Button variant="link" aria-pressed={isPointed} aria-label={t`Point at: ${label}`} onClick={onPoint}>
        <Trans>Point</Trans>
      </Button>
    </li>
  )
}
