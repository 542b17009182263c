import '../ui/table.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { AuditRow } from '#contract/audit.ts'
import { signInWords } from '../shared/history-words.ts'
import { ORIGIN_WORDS } from '../shared/origin-words.tsx'
import { FingerprintText } from '../shared/verdict/fingerprint.tsx'
import { Badge } from '../ui/badge.tsx'
import { moment, preciseMoment } from '../ui/format.ts'
import { AuditFacts } from './audit-facts.tsx'
import { ACTION_WORDS, AUDIT_OUTCOME_WORDS } from './audit-words.ts'
import type { Filters } from './query.ts'

type Props = { rows: readonly AuditRow[]; onChoose: (filters: Filters) => void }

/** The latest first. A person or an instance that is pressed is what is shown then. */
export const AuditRows = ({ rows, onChoose }: Props) => (
  <table className="table lk-table lk-audit">
    <thead>
      <tr>
        <th scope="col">
          <Trans>When</Trans>
        </th>
        <th scope="col">
          <Trans>What</Trans>
        </th>
        <th scope="col">
          <Trans>By</Trans>
        </th>
        <th scope="col">
          <Trans>Instance</Trans>
        </th>
        <th scope="col">
          <Trans>Key before and after</Trans>
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row.number} row={row} onChoose={onChoose} />
      ))}
    </tbody>
  </table>
)

function Row({ row, onChoose }: { row: AuditRow; onChoose: Props['onChoose'] }) {
  const { t } = useLingui()
  const { at, instance, before, after } = row
  return (
    <tr>
      <td>
        <time dateTime={at} title={preciseMoment(at)}>
          {moment(at)}
        </time>
        <small className="text-secondary" translate="no">
          #{row.number}
        </small>
      </td>
      <td>
        <What row={row} />
      </td>
      <td>
        <By row={row} onChoose={onChoose} />
      </td>
      <td>
        {instance !== null && (
          <button
            type="button"
            className="lk-audit-choice"
            translate="no"
            title={t`Show only ${instance}`}
            onClick={() => onChoose({ instance })}
          >
            {instance}
          </button>
        )}
      </td>
      <td>
        {before !== null && before !== after && (
          <span>
            <span className="visually-hidden">
              <Trans>before</Trans>{' '}
            </span>
            <del>
              <FingerprintText of={before} />
            </del>
          </span>
        )}
        {after !== null && (
          <span>
            {before !== after && (
              <span className="visually-hidden">
                <Trans>after</Trans>{' '}
              </span>
            )}
            <FingerprintText of={after} />
          </span>
        )}
      </td>
    </tr>
  )
}

function What({ row }: { row: AuditRow }) {
  const { action, outcome, code, count } = row
  const { i18n } = useLingui()
  const { name, tone } = AUDIT_OUTCOME_WORDS[outcome]
  return (
    <>
      <strong>{i18n._(ACTION_WORDS[action])}</strong>
      {outcome !== 'done' && <Badge tone={tone}>{i18n._(name)}</Badge>}
      {count > 1 && (
        <span>
          <Plural value={count} one="# time" other="# times" />
        </span>
      )}
      {code !== null && <code translate="no">{code}</code>}
      <AuditFacts row={row} />
    </>
  )
}

function By({ row, onChoose }: { row: AuditRow; onChoose: Props['onChoose'] }) {
  const { t, i18n } = useLingui()
  const { person, signIn, role, origin, address } = row
  const name =
    role !== null && signIn !== null ? i18n._(signInWords({ number: signIn, role, name: person })) : (person ?? '')
  return (
    <>
      {person === null ? (
        <span>{name === '' ? WITHOUT_SIGN_IN[origin === 'latchkey' ? origin : 'nobody'] : name}</span>
      ) : (
        <button
          type="button"
          className="lk-audit-choice"
          translate="no"
          title={t`Show only ${person}`}
          onClick={() => onChoose({ person })}
        >
          {name}
        </button>
      )}
      <small className="text-secondary">
        {origin !== null && origin !== 'latchkey' && (
          <>{origin === 'command-line' ? <Trans>on the command line</Trans> : ORIGIN_WORDS[origin]}</>
        )}
        {origin !== null && origin !== 'latchkey' && address !== null && ' · '}
        {address !== null && (
          <Trans>
            from <span translate="no">{address}</span>
          </Trans>
        )}
      </small>
    </>
  )
}

const WITHOUT_SIGN_IN: Record<'latchkey' | 'nobody', ReactNode> = {
  latchkey: <Trans>Latchkey, by itself</Trans>,
  nobody: <Trans>Not signed in</Trans>,
}
