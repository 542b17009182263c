import './guessed-places.css'
import { Trans } from '@lingui/react/macro'
import type { KeyInspection } from '#domain/key.ts'
import { guessesOf } from './guesses.ts'

type Props = { text: string; inspection: KeyInspection }

/** Each guess, large enough to be compared: two letters that look the same are told apart by their numbers. */
export function GuessedPlaces({ text, inspection }: Props) {
  const guesses = guessesOf(text, inspection)
  if (guesses.length === 0) return null
  return (
    <table className="lk-guesses" translate="no">
      <thead>
        <tr>
          <th scope="col">
            <Trans>You pasted</Trans>
          </th>
          <th scope="col">
            <Trans>The key would have</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {guesses.map(({ at, before, after, left, right }) => (
          <tr key={at}>
            <td>
              <GuessExcerpt left={left} mid={before} right={right} />
            </td>
            <td>
              <GuessExcerpt left={left} mid={after} right={right} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const GuessExcerpt = ({ left, mid, right }: { left: string; mid: string; right: string }) => (
  <>
    <span className="lk-guess">
      <span>…{left}</span>
      <mark>{mid}</mark>
      <span>{right}…</span>
    </span>
    <span className="text-secondary">{Array.from(mid, numberOf).join(' ')}</span>
  </>
)

/** "U+0441" */
const numberOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
