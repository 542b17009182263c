import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { ROUTE_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import type { Chain, ChainLink, LinkAttempt } from '#contract/diagnosis-links.ts'
import { type Step, FACTS, type Fact, type Facts } from '#domain/diagnosis.ts'
import { CauseTitle } from '../cause/cause-words.tsx'
import { causeOf } from '../cause/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { StatusIcon } from '../../ui/status-icon.tsx'
import { StepEvidence, hasEvidence } from './evidence/step-evidence.tsx'
import { formatDuration } from './measures.ts'
import { LINK_STATUS_WORDS } from './link-status-words.ts'
import { FACT_WORDS } from '#contract/fact-words.ts'
import { shownFacts } from './evidence/describe.ts'

/** The network paths that were tested, each as a chain of links. */
export function Chains({ chains }: { chains: Chain[] }) {
  const { i18n } = useLingui()
  const [isWhole, setWhole] = useState(false)
  const hasFacts = chains.some(({ links }) => links.some(({ trials }) => trials.some(({ step }) => step !== null)))
  return (
    <>
      {chains.map(({ route, links }) => (
        <section key={route} className="lk-path" data-route={route}>
          {route !== 'used' && <h2 className="lk-path-name">{i18n._(ROUTE_WORDS[route])}</h2>}
          <ol className="lk-chain">
            {links.map((link) => (
              <LinkItem key={link.stage} link={link} isWhole={isWhole} />
            ))}
          </ol>
        </section>
      ))}
      {hasFacts && (
        <p className="lk-chain-foot">
          <Button variant="link" onClick={() => setWhole(!isWhole)}>
            {isWhole ? <Trans>Show less</Trans> : <Trans>Show all details</Trans>}
          </Button>
        </p>
      )}
    </>
  )
}

function LinkItem({ link: { stage, standing, trials }, isWhole }: { link: ChainLink; isWhole: boolean }) {
  const { i18n } = useLingui()
  const [only] = trials
  const isOne = trials.length === 1 && only !== undefined
  return (
    <li className="lk-link" data-standing={standing} aria-current={standing === 'trying' ? 'step' : undefined}>
      <StandingIcon standing={standing} />
      <span className="lk-link-name">{i18n._(STAGE_WORDS[stage])}</span>
      {isOne ? <TrialCells trial={only} isWhole={isWhole} /> : <TrialList trials={trials} isWhole={isWhole} />}
    </li>
  )
}

const TrialList = ({ trials, isWhole }: { trials: LinkAttempt[]; isWhole: boolean }) => (
  <ul className="lk-trials">
    {trials.map((trial) => (
      <li key={trial.id} className="lk-trial">
        <StandingIcon standing={trial.standing} />
        <TrialCells trial={trial} isWhole={isWhole} />
      </li>
    ))}
  </ul>
)

function TrialCells({ trial: { id, standing, step }, isWhole }: { trial: LinkAttempt; isWhole: boolean }) {
  const { i18n } = useLingui()
  return (
    <>
      <span className="lk-link-time">{step === null || step.ms === null ? '–' : formatDuration(step.ms)}</span>
      <div className="lk-link-seen">
        {step === null && [addressOf(id), i18n._(LINK_STATUS_WORDS[standing].word)].filter(Boolean).join(' · ')}
        {step && <Seen step={step} isWhole={isWhole} />}
      </div>
    </>
  )
}

/** The address that is being tried: known by its step's id alone until the step has ended. */
const addressOf = (id: string): string => /(?<=(^|:)connect:).+/.exec(id)?.[0] ?? ''

function Seen({ step, isWhole }: { step: Step; isWhole: boolean }) {
  const { i18n } = useLingui()
  const { cause, facts, outcome, route } = step
  const peer = route === 'glpi' ? 'glpi' : 'glpi-network'
  const errorCode = facts['error-code']
  return (
    <>
      {(cause === null || hasEvidence(step)) && <StepEvidence step={step} />}
      {cause !== null && outcome === 'failed' && (
        <div>
          <CauseTitle code={cause} peer={peer} errorCode={errorCode} />
          {isWhole && <p className="text-secondary">{i18n._(causeOf(cause, peer, errorCode).next)}</p>}
        </div>
      )}
      {isWhole && <FactList facts={facts} />}
    </>
  )
}

function StandingIcon({ standing }: { standing: LinkAttempt['standing'] }) {
  const { i18n } = useLingui()
  const { tone, word } = LINK_STATUS_WORDS[standing]
  return (
    <span className="lk-link-icon">
      {standing === 'trying' ? (
        <span className="spinner-border spinner-border-sm" aria-hidden="true" />
      ) : (
        <StatusIcon tone={tone} />
      )}
      {/* the other words are read beside it */}
      {(standing === 'passed' || standing === 'failed') && <span className="visually-hidden">{i18n._(word)}</span>}
    </span>
  )
}

/** No address of a family is a fact too; the reason is already shown above. */
const isListed = (fact: Fact, value: string | undefined): boolean =>
  value === '' ? fact === 'ipv4' || fact === 'ipv6' : value !== undefined && fact !== 'reason'

/** Everything a step saw, unedited: for those who want more than the sentence. */
function FactList({ facts }: { facts: Facts }) {
  const { i18n } = useLingui()
  const shown = shownFacts(facts, (words) => i18n._(words))
  return (
    <dl className="lk-facts">
      {FACTS.filter((fact) => isListed(fact, facts[fact])).map((fact) => (
        <div key={fact}>
          <dt>{i18n._(FACT_WORDS[fact])}</dt>
          <dd>{shown[fact] === '' ? '–' : shown[fact]}</dd>
        </div>
      ))}
    </dl>
  )
}
