import '../ui/conditions.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import type { PageFacts } from '#domain/support-code.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { CONDITION_WORDS } from '../shared/subscription/unlock-words.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { listedWordsOf } from '../shared/verdict/storage-words.ts'
import { Badge } from '../ui/badge.tsx'
import { Message } from '../ui/message.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { InBoth } from './caller-language.tsx'
import { placeWords, topicWords } from './topic-words.ts'
import type { Topic } from './topic.ts'

type Props = { topic: Topic; page: PageFacts | null; registration: Registration | null }

/** What the caller has before them, as far as it is known; what is not known is left out and said to be. */
export function CallerScreen({ topic, page, registration }: Props) {
  const state = registration?.state ?? page?.state ?? (topic.is === 'badge' ? topic.code : null)
  return (
    <>
      <div className="lk-screen">
        <InBoth>
          <Screen topic={topic} state={state} storage={registration?.storage ?? page?.storage ?? null} />
          {registration && <Conditions of={registration.unlock.conditions} />}
        </InBoth>
      </div>
      <p className="text-secondary">
        <Unknown page={page} isWhole={registration !== null} />
      </p>
    </>
  )
}

/** Under “Marketplace” on the caller's page. */
function Conditions({ of }: { of: Registration['unlock']['conditions'] }) {
  const { i18n } = useLingui()
  return (
    <>
      <p className="lk-screen-part">
        <Trans>Marketplace</Trans>
      </p>
      <ul className="lk-conditions">
        {of.map(({ id, holds }) => (
          <li key={id}>
            <StatusIcon tone={holds === null ? 'neutral' : holds ? 'success' : 'warning'} />
            <div>{i18n._(CONDITION_WORDS[id][holds === null ? 'unknown' : holds ? 'holds' : 'fails'])}</div>
          </li>
        ))}
      </ul>
    </>
  )
}

type ScreenProps = { topic: Topic; state: PageFacts['state'] | null; storage: PageFacts['storage'] | null }

function Screen({ topic, state, storage }: ScreenProps) {
  const { i18n } = useLingui()
  const words = state && stateWordsOf(state)
  const stored = state && storage && listedWordsOf({ state, storage })
  return (
    <>
      {words && (
        <p>
          <Badge tone={words.tone}>{i18n._(words.badge)}</Badge> {i18n._(words.sentence)}
        </p>
      )}
      {stored && (
        <p>
          <Trans>In GLPI: {i18n._(stored.word)}</Trans>
        </p>
      )}
      {topic.is === 'cause' && (
        <Message tone={causeOf(topic.code).severity} title={i18n._(causeOf(topic.code).title)} />
      )}
      {(topic.is === 'box' || topic.is === 'glpi') && (
        <p>
          <span className="text-secondary">{i18n._(placeWords(topic))}:</span> <q>{topicWords(topic, i18n)}</q>
        </p>
      )}
    </>
  )
}

function Unknown({ page, isWhole }: { page: PageFacts | null; isWhole: boolean }) {
  if (isWhole) return <Trans>As it stood when the report was made. The rest of it is below.</Trans>
  if (page === null) return <Trans>Nothing else of this page is known. Ask for the code at its foot.</Trans>
  const { version } = page
  return version === null ? (
    <Trans>The code tells neither dates nor conditions, nor the version of Latchkey.</Trans>
  ) : (
    <Trans>Latchkey {version}. The code tells neither dates nor conditions.</Trans>
  )
}
