import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { Registration } from '#contract/panel.ts'
import { WAY_NAMES } from '../connection/way-names.ts'
import { causePath } from '../shell/paths.ts'
import { Part } from './part.tsx'
import { SeenAgo } from './seen-ago.tsx'
import { storedWordsOf } from './storage-words.ts'

type Props = {
  registration: Registration
  /** By the gateway’s clock, as the look at GLPI was. */
  now: number
}

/** The fourth question of a verdict, where a GLPI is connected: did the key stick there? */
export function GlpiPart({ registration, now }: Props) {
  const { i18n } = useLingui()
  const { glpi, storageCause } = registration
  const stored = storedWordsOf(registration)
  if (glpi === null || stored === null) return null
  const ways = glpi.ways.map((kind) => i18n._(WAY_NAMES[kind])).join(', ')
  return (
    <Part name={<Trans>In GLPI</Trans>} tone={stored.tone} word={i18n._(stored.word)}>
      <p>{i18n._(stored.means)}</p>
      {storageCause && (
        <p>
          <Link href={causePath(storageCause)}>
            <code translate="no">{storageCause}</code>
          </Link>
        </p>
      )}
      <p>
        <SeenAgo at={glpi.seenAt} now={now} />
        {' · '}
        {ways}
      </p>
    </Part>
  )
}
