import './decision.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link, useSearch } from 'wouter'
import { PORTAL_URL } from '#contract/portal.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Message } from '../ui/message.tsx'
import { ANSWER_WORDS, NEED_OUTCOME_WORDS, NEED_QUESTION_WORDS } from './decision-words.ts'
import { decide, decisionPath, type Decision, type Given, type NeedOutcome } from './decision.ts'

/** Finds out, one question a step, whether a GLPI needs a key at all. */
export function DoINeedAKeyPage() {
  const { t } = useLingui()
  const search = useSearch()
  const decision = decide(search)
  const { given } = decision
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(search)
  useEffect(() => {
    // not when the page opens: then one reads from its top
    if (search !== first.current) heading.current?.focus()
  }, [search])
  return (
    <Shell title={t`Do I need a key?`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Do I need a key?</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <Trans>Do I need a key?</Trans>
          </h1>
          {given.length > 0 && (
            <Link href={decisionPath([])}>
              <Trans>Start again</Trans>
            </Link>
          )}
        </header>
        <div className="lk-card-body lk-decision">
          <GivenAnswers given={given} />
          <div>
            <h2 ref={heading} tabIndex={-1}>
              <HeadingWords decision={decision} />
            </h2>
            {decision.outcome === undefined ? (
              <Answers decision={decision} />
            ) : (
              <OutcomeView outcome={decision.outcome} />
            )}
          </div>
        </div>
      </div>
    </Shell>
  )
}

function HeadingWords({ decision }: { decision: Decision }) {
  const { i18n } = useLingui()
  return decision.outcome === undefined
    ? i18n._(NEED_QUESTION_WORDS[decision.question])
    : i18n._(NEED_OUTCOME_WORDS[decision.outcome].title)
}

/** What was answered; each leads back to its question. */
function GivenAnswers({ given }: { given: Given[] }) {
  const { t, i18n } = useLingui()
  if (given.length === 0) return null
  return (
    <ol className="lk-given" aria-label={t`Your answers`}>
      {given.map(({ question, answer }, at) => (
        <li key={question}>
          <span className="text-secondary">{i18n._(NEED_QUESTION_WORDS[question])}</span>{' '}
          <strong>{i18n._(ANSWER_WORDS[answer])}</strong>{' '}
          <Link href={decisionPath(given.slice(0, at))}>
            <Trans>Change</Trans> <span className="visually-hidden">{i18n._(NEED_QUESTION_WORDS[question])}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

function Answers({ decision }: { decision: Extract<Decision, { outcome?: never }> }) {
  const { i18n } = useLingui()
  const { given, question, answers } = decision
  return (
    <ul className="lk-answers">
      {answers.map((answer) => (
        <li key={answer}>
          <Link className="btn" href={decisionPath([...given, { question, answer }])}>
            <IconChevronRight size={20} aria-hidden="true" />
            {i18n._(ANSWER_WORDS[answer])}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Those for whom the next step is to fetch a key. */
const FETCHES_KEY = new Set<NeedOutcome>(['free-registration', 'official-plugin', 'subscription-key'])

function OutcomeView({ outcome }: { outcome: NeedOutcome }) {
  const { i18n } = useLingui()
  const { tone, why, known } = NEED_OUTCOME_WORDS[outcome]
  return (
    <>
      <Message tone={tone} title={i18n._(why)}>
        <p>{i18n._(known)}</p>
      </Message>
      <h3>
        <Trans>What to do next</Trans>
      </h3>
      <ul>
        {FETCHES_KEY.has(outcome) && (
          <>
            <li>
              <Trans>
                Sign in, or register, on the <a href={PORTAL_URL}>GLPI Network portal</a>, and copy the key there.
              </Trans>
            </li>
            <li>
              <Trans>Save it in GLPI, under Setup &gt; General &gt; GLPI Network, or in Latchkey.</Trans>
            </li>
          </>
        )}
        {outcome === 'not-needed-by-hand' && (
          <li>
            <Trans>
              Download the plugin from its author’s page, unpack it into GLPI’s plugins folder, then install it under
              Setup &gt; Plugins.
            </Trans>
          </li>
        )}
        <li>
          <Link href="/which-key">
            <Trans>Which key is which</Trans>
          </Link>
        </li>
        <li>
          <CopyButton text={location.origin + decisionPath(decide(location.search).given)}>
            <Trans>Copy a link to this answer</Trans>
          </CopyButton>
        </li>
      </ul>
    </>
  )
}
