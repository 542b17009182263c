import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { hasPhrase, hasWords } from '../shared/seen/search-words.ts'
import { placeWords, textsOf, topicWords } from './topic-words.ts'
import { readOutTopics, TOPICS, topicId, type Topic } from './topic.ts'

/** As many as can be taken in at a glance. */
const SHOWN = 8

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native list cannot say where each of these is seen */

/** What the caller sees, found as one types; a combobox with a list (ARIA Authoring Practices). */
export function TopicPicker({ onPick }: { onPick: (topic: Topic) => void }) {
  const { t, i18n } = useLingui()
  const id = useId()
  const [search, setSearch] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const isRead = (topic: Topic) => hasPhrase(topicWords(topic, i18n), search)
  const known = TOPICS.filter((topic) => hasWords(textsOf(topic, i18n), search))
    // what is read off comes before what only has the words
    .toSorted((one, other) => Number(isRead(other)) - Number(isRead(one)))
  const readOut = readOutTopics(search).filter((topic) => !known.includes(topic))
  // one half of the list is theirs where both are many
  const found = [...known.slice(0, SHOWN - Math.min(readOut.length, SHOWN / 2)), ...readOut].slice(0, SHOWN)
  const isShown = isOpen && found.length > 0
  const active = found[at]
  const pick = (topic: Topic) => {
    setOpen(false)
    setSearch(topicWords(topic, i18n))
    onPick(topic)
  }
  const move = (step: number) => {
    setOpen(true)
    setAt((at + step + found.length) % Math.max(1, found.length))
  }
  return (
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        <Trans>The caller sees</Trans>
      </label>
      <div className="lk-row-value lk-picker">
        <input
          id={id}
          type="text"
          role="combobox"
          className="form-control"
          autoComplete="off"
          spellCheck={false}
          placeholder={t`The badge, words under the box, GLPI’s sentence`}
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={isShown && active ? `${id}-${topicId(active)}` : undefined}
          value={search}
          onFocus={() => setOpen(search !== '')}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setSearch(event.target.value)
            setOpen(true)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') move(isShown ? 1 : 0)
            else if (event.key === 'ArrowUp') move(-1)
            else if (event.key === 'Escape') setOpen(false)
            else if (event.key === 'Enter' && isShown && active) pick(active)
            else return
            event.preventDefault()
          }}
        />
        <div id={`${id}-list`} role="listbox" aria-label={t`What callers see`} className="lk-options" hidden={!isShown}>
          {found.map((topic, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the combobox
            <div
              key={topicId(topic)}
              id={`${id}-${topicId(topic)}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              // the field keeps the focus
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setAt(index)}
              onClick={() => pick(topic)}
            >
              {topicWords(topic, i18n)} <small>{i18n._(placeWords(topic))}</small>
            </div>
          ))}
        </div>
        <p className="text-secondary">
          {isOpen && search !== '' && found.length === 0 ? (
            <Trans>Nothing has these words. Type fewer, or ask for the code at the foot of the page.</Trans>
          ) : (
            <>
              <Trans>Type some of it: “Pending”, “Unable to fetch”, “too early”.</Trans>{' '}
              <Trans>GLPI’s sentence may be in the caller’s language.</Trans>
            </>
          )}
        </p>
      </div>
    </div>
  )
}
