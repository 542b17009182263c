import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FINDING_WORDS, SEVERAL_KEYS_WORDS, UNSENDABLE_WORDS } from '#contract/finding-words.ts'
import { WRONG_SECRET_WORDS } from '#contract/wrong-secret-words.ts'
import { fingerprintOf, type KeyInspection } from '#domain/key.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { StatusIcon } from '../../ui/status-icon.tsx'
import { EDIT_WORDS } from './edit-words.ts'
import { FINDING_TONES } from '../verdict/finding-tones.ts'
import { FingerprintText } from '../verdict/fingerprint.tsx'

/** What the pasted text is, in words: said as text arrives, before anything is sent. */
export function InspectionSummary({ inspection, saysUnsent }: { inspection: KeyInspection; saysUnsent: boolean }) {
  const { i18n } = useLingui()
  const { finding, key, edits, wrongSecret, several, anatomy } = inspection
  const words = several.length > 0 ? SEVERAL_KEYS_WORDS : FINDING_WORDS[finding]
  const tone = several.length > 0 ? 'danger' : FINDING_TONES[finding]
  const secret = wrongSecret && WRONG_SECRET_WORDS[wrongSecret]
  const title = secret?.title ?? words.title
  const next =
    secret?.belongs ??
    (key === null && finding === 'unfamiliar' && several.length === 0 ? UNSENDABLE_WORDS : words.next)
  const taken = edits.map(({ kind, count }) => i18n._(EDIT_WORDS[kind](count)))
  return (
    <div className="lk-inspection">
      <p>
        <output>
          <StatusIcon tone={tone} />{' '}
          <strong className="lk-tone-text" data-tone={tone}>
            {i18n._(title)}
          </strong>
        </output>{' '}
        {anatomy.length > 0 && (
          <span className="text-secondary">
            <Plural value={anatomy.length} one="# character" other="# characters" />
          </span>
        )}
        {key !== null && (
          <span className="text-secondary">
            {' · '}
            <Trans>
              fingerprint <FingerprintText of={fingerprintOf(key)} />
            </Trans>
          </span>
        )}
      </p>
      {next && <p>{i18n._(next)}</p>}
      {several.length > 0 && (
        <ul>
          {several.map((one) => (
            <li key={one}>
              <FingerprintText of={fingerprintOf(one)} />{' '}
              <span className="text-secondary">
                <Plural value={one.length} one="# character" other="# characters" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {taken.length > 0 && (
        <output className="lk-taken text-secondary">
          <Trans>Removed or repaired: {taken.join(' · ')}.</Trans>{' '}
          {key !== null && saysUnsent && <Trans>Nothing has been sent yet.</Trans>}
        </output>
      )}
      {key !== null && edits.length > 0 && (
        <CopyButton text={key}>
          <Trans>Copy the cleaned key</Trans>
        </CopyButton>
      )}
    </div>
  )
}
