import './palette.css'
import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { causeOf } from '../../shared/cause/catalogue.ts'
import {
  ACCESS_PATH,
  AUDIT_PATH,
  causePath,
  diagnosisPath,
  historyPath,
  IMPORT_PATH,
  marketplacePath,
  NEW_INSTANCE_PATH,
  NOTICES_PATH,
  registrationPath,
  settingsPath,
} from '../../shared/paths.ts'
import { useAllInstances } from '../../shared/queries/all-instances.ts'
import { useMay, useIsSignedIn } from '../../shared/queries/session.ts'
import { findPlaces, MOST_OF_A_GROUP, sameTabOf, type Place } from './find-places.ts'
import { ModalDialog } from '../../ui/modal-dialog.tsx'

type Group = { label: string; places: readonly Place[] }

type Props = {
  /** The instance on screen, or the last that was. */
  instance: string | undefined
  /** What was typed before it was there. */
  begin: string
  onClose: () => void
}

/** Goes to an instance, a page or a cause by a few letters: a text field with a list, as the ARIA practices describe it. */
export function Palette({ instance, begin, onClose }: Props) {
  const { t } = useLingui()
  const id = useId()
  const [, go] = useLocation()
  const [search, setSearch] = useState(begin)
  const [at, setAt] = useState(0)
  const groups = useGroups(useDeferredValue(search), instance)
  const all = groups.flatMap(({ places }) => places)
  const chosen = Math.min(at, all.length - 1)

  function open(place: Place | undefined) {
    if (!place) return
    onClose()
    go(place.path)
  }

  function move(key: string): boolean {
    if (all.length === 0) return false
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + 8, PageUp: chosen - 8 }[key]
    if (to === undefined) return false
    const isStep = key.startsWith('Arrow')
    const next = isStep ? (to + all.length) % all.length : Math.min(Math.max(to, 0), all.length - 1)
    setAt(next)
    document.querySelector(`[data-place="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    return true
  }

  return (
    <ModalDialog className="lk-palette" label={t`Go to`} onClose={onClose}>
      <input
        role="combobox"
        className="form-control"
        aria-label={t`Instance, page or cause`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={all.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={t`Instance, page or cause`}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          // Enter that ends the writing of a Chinese or Japanese word is not a choice
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') open(all[chosen])
          else if (!move(event.key)) return
          event.preventDefault()
        }}
      />
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no tag lets the focus stay in the field while the arrow keys walk */}
      <div id={`${id}-list`} role="listbox" aria-label={t`Places`} className="lk-palette-list">
        {groups.map(({ label, places }) => (
          <div key={label} role="group" aria-label={label}>
            <div className="lk-palette-group" aria-hidden="true">
              {label}
            </div>
            {places.map((place) => {
              const index = all.indexOf(place)
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus, and takes the keys
                <div
                  key={place.path}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  data-place={index}
                  aria-selected={index === chosen}
                  onPointerMove={() => setAt(index)}
                  onClick={() => open(place)}
                >
                  <span>{place.name}</span> <small>{place.detail}</small>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
      <output className="lk-palette-foot">
        {all.length === 0 ? (
          <Trans>Nothing matches.</Trans>
        ) : (
          <Plural value={all.length} one="# place" other="# places" />
        )}
      </output>
    </ModalDialog>
  )
}

/** Instances and pages; causes once something is searched, because there are very many. */
function useGroups(search: string, instance: string | undefined): Group[] {
  const { t, i18n } = useLingui()
  const [path] = useLocation()
  const isSignedIn = useIsSignedIn() === true
  const { data: instances = [] } = useAllInstances(isSignedIn)
  const pages = usePages(instance)
  const ofInstances = useMemo(
    () =>
      instances.map(({ id, name, servicesUrl, sandbox }): Place => ({
        path: sameTabOf(id, path),
        name,
        detail: sandbox ? t`practice, nothing real` : `${id} · ${new URL(servicesUrl).host}`,
      })),
    [instances, path, t],
  )
  const causes = useMemo(
    () =>
      CAUSE_CODES.map((code): Place => ({ path: causePath(code), name: i18n._(causeOf(code).title), detail: code })),
    [i18n],
  )
  const { found, total } = useMemo(() => findPlaces(ofInstances, search), [ofInstances, search])
  const query = search.trim()
  const rest: Place = {
    path: query === '' ? '/instances' : `/instances?${new URLSearchParams({ q: query }).toString()}`,
    name: plural(total, { one: '# in the list of instances', other: 'All # in the list of instances' }),
    detail: '',
  }
  return [
    { label: t`Instances`, places: total > MOST_OF_A_GROUP ? [...found, rest] : found },
    { label: t`Pages`, places: findPlaces(pages, search, pages.length).found },
    { label: t`Causes`, places: query === '' ? [] : findPlaces(causes, search).found },
  ].filter(({ places }) => places.length > 0)
}

/** Every page that this person can open. */
function usePages(instance: string | undefined): Place[] {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn() === true
  const mayAdminister = useMay('administer')
  const ofInstance: Place[] =
    isSignedIn && instance !== undefined
      ? [
          { path: registrationPath(instance), name: t`GLPI Network`, detail: instance },
          { path: marketplacePath(instance), name: t`Marketplace`, detail: instance },
          { path: diagnosisPath(instance), name: t`Diagnosis`, detail: instance },
          { path: historyPath(instance), name: t`History`, detail: instance },
          { path: settingsPath(instance), name: t`Settings`, detail: instance },
        ]
      : []
  return [
    ...ofInstance,
    ...(isSignedIn ? [{ path: '/instances', name: t`Instances`, detail: '' }] : []),
    ...(mayAdminister
      ? [
          { path: NEW_INSTANCE_PATH, name: t`Add an instance`, detail: '' },
          { path: IMPORT_PATH, name: t`Add many instances`, detail: '' },
          { path: NOTICES_PATH, name: t`Notices`, detail: '' },
          { path: ACCESS_PATH, name: t`Access`, detail: '' },
          { path: AUDIT_PATH, name: t`Audit`, detail: '' },
        ]
      : []),
    ...(isSignedIn ? [] : [{ path: '/', name: t`Sign in`, detail: '' }]),
    { path: '/support', name: t`Support desk`, detail: t`Help` },
    { path: '/help', name: t`Help`, detail: '' },
    { path: '/check-key', name: t`Check a key`, detail: t`Help` },
    { path: '/do-i-need-a-key', name: t`Do I need a key?`, detail: t`Help` },
    { path: '/causes', name: t`Causes`, detail: '' },
    { path: '/which-key', name: t`Which key is which`, detail: t`Help` },
  ]
}
