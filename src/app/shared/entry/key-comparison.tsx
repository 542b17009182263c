import './key-comparison.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import { FingerprintText } from '../verdict/fingerprint.tsx'
import { verdictWordsOf } from '../verdict/state-words.ts'
import { PeriodInBrief } from './period-in-brief.tsx'

type Props = { saved: Registration; checked: CheckReply }

/** What GLPI Network says of the saved key, beside what it says of the one that would take its place; null where it says nothing of that one. */
export function KeyComparison({ saved, checked }: Props) {
  const { i18n, t } = useLingui()
  if (checked.subscription === null && checked.owner === null) return null
  const unknown = <Trans>Not known</Trans>
  const verdictIn = ({ vendor: { verdict, cause } }: Pick<CheckReply, 'vendor'>) =>
    i18n._(verdictWordsOf(verdict, cause).word)
  return (
    <div className="lk-comparison">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t`What`}</span>
            </th>
            <th scope="col">
              <Trans>Saved now</Trans>
            </th>
            <th scope="col">
              <Trans>New key</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name={<Trans>GLPI Network</Trans>} saved={verdictIn(saved)} checked={verdictIn(checked)} />
          <Row
            name={<Trans>Fingerprint</Trans>}
            saved={saved.key && <FingerprintText of={saved.key.fingerprint} />}
            checked={<FingerprintText of={checked.fingerprint} />}
          />
          <Row name={<Trans>Registered by</Trans>} saved={saved.owner ?? unknown} checked={checked.owner ?? unknown} />
          <Row
            name={<Trans>Subscription</Trans>}
            saved={saved.subscription?.title ?? unknown}
            checked={checked.subscription?.title ?? unknown}
          />
          <Row
            name={<Trans>Period</Trans>}
            saved={saved.expiry ? <PeriodInBrief of={saved} now={saved.now} /> : unknown}
            checked={checked.expiry ? <PeriodInBrief of={checked} now={checked.checkedAt} /> : unknown}
          />
        </tbody>
      </table>
    </div>
  )
}

const Row = ({ name, saved, checked }: { name: ReactNode; saved: ReactNode; checked: ReactNode }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{saved}</td>
    <td>{checked}</td>
  </tr>
)
