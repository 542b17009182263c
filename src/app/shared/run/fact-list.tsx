import { useLingui } from '@lingui/react/macro'
import { FACT_WORDS } from '#contract/fact-words.ts'
import { FACTS, type Fact, type Facts } from '#domain/diagnosis.ts'
import { shownFacts } from './evidence/describe.ts'

/** No address of a family is something seen; the reason stands above already. */
const isTold = (fact: Fact, value: string | undefined): boolean =>
  value === '' ? fact === 'ipv4' || fact === 'ipv6' : value !== undefined && fact !== 'reason'

/** Everything a step saw, as it came: for whoever wants to know more than the sentence says. */
export function FactList({ facts }: { facts: Facts }) {
  const { i18n } = useLingui()
  const shown = shownFacts(facts, (words) => i18n._(words))
  return (
    <dl className="lk-facts">
      {FACTS.filter((fact) => isTold(fact, facts[fact])).map((fact) => (
        <div key={fact}>
          <dt>{i18n._(FACT_WORDS[fact])}</dt>
          <dd>{shown[fact] === '' ? '–' : shown[fact]}</dd>
        </div>
      ))}
    </dl>
  )
}
