import '../ui/table.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Band, HistoryBands, RungTime } from '#domain/history-bands.ts'
import { shortFingerprint } from '../shared/verdict/fingerprint.tsx'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { Badge } from '../ui/badge.tsx'
import { moment } from '../ui/format.ts'

const instant = (ms: number): string => new Date(ms).toISOString()

/** What the picture shows, in words. */
export const AsTable = ({ folded: { bands, rungs, now } }: { folded: HistoryBands }) => (
  <details className="lk-as-table">
    <summary>
      <Trans>The picture as a table</Trans>
    </summary>
    <table className="table lk-table">
      <thead>
        <tr>
          <th scope="col">
            <Trans>From</Trans>
          </th>
          <th scope="col">
            <Trans>Until</Trans>
          </th>
          <th scope="col">
            <Trans>State</Trans>
          </th>
          <th scope="col">
            <Trans>Key</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {bands.toReversed().map((band) => (
          <BandRow key={band.from} band={band} isLatest={band.to >= now} />
        ))}
      </tbody>
    </table>
    {rungs.length > 0 && (
      <table className="table lk-table">
        <thead>
          <tr>
            <th scope="col">
              <Trans>When</Trans>
            </th>
            <th scope="col">
              <Trans>Warning</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rungs.toReversed().map((rung) => (
            <RungRow key={rung.at} rung={rung} isAhead={rung.at > now} />
          ))}
        </tbody>
      </table>
    )}
  </details>
)

function BandRow({ band, isLatest }: { band: Band; isLatest: boolean }) {
  const { i18n } = useLingui()
  return (
    <tr>
      <td>{moment(instant(band.from))}</td>
      <td>{isLatest ? <Trans>now</Trans> : moment(instant(band.to))}</td>
      <td>
        {band.kind === 'not-asked' ? (
          <Trans>Not known: GLPI Network was not asked</Trans>
        ) : (
          <>
            <Badge tone={stateWordsOf(band.state).tone}>{i18n._(stateWordsOf(band.state).badge)}</Badge>{' '}
            {band.kind === 'no-answer' && <Trans>No answer</Trans>}
          </>
        )}
      </td>
      <td>
        {band.kind !== 'not-asked' && band.fingerprint && (
          <code translate="no">{shortFingerprint(band.fingerprint)}</code>
        )}
      </td>
    </tr>
  )
}

function RungRow({ rung: { at, rung }, isAhead }: { rung: RungTime; isAhead: boolean }) {
  return (
    <tr>
      <td>{moment(instant(at))}</td>
      <td>
        {rung === 'ended' ? (
          <Trans>The subscription ends</Trans>
        ) : rung === 0 ? (
          <Trans>The last day begins</Trans>
        ) : (
          <Plural value={rung} one="# day is left" other="# days are left" />
        )}
        {isAhead && (
          <>
            {' '}
            <span className="text-secondary">
              <Trans>(to come)</Trans>
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
