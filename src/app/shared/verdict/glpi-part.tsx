import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import type { Registration } from '#contract/panel.ts'
import { METHOD_NAMES } from '../connection/method-names.ts'
import { causePath } from '../paths.ts'
import { moment } from '../../ui/format.ts'
import { CardPart } from './card-part.tsx'
import { SeenAgo } from './seen-ago.tsx'
import { storedWordsOf, isStillThere } from './storage-words.ts'
import { useMay } from '../queries/session.ts'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'

// waited for with all of the verdict, where there is one: nothing moves once it is shown
const ProveNow = lazyWithRetry(() => import('./prove-now.tsx'), 'ProveNow')

type Props = {
  registration: Registration
  /** By the gateway’s clock, as the time of the inspection. */
  now: number
}

/** The fourth question of a verdict, where a GLPI is connected: did the key stick there? */
export function GlpiPart({ registration, now }: Props) {
  const { i18n } = useLingui()
  const mayChange = useMay('changeKeys')
  const { glpi, storageCause } = registration
  const stored = storedWordsOf(registration)
  if (glpi === null || stored === null) return null
  const methods = glpi.ways.map((kind) => i18n._(METHOD_NAMES[kind])).join(', ')
  return (
    <CardPart name={<Trans>In GLPI</Trans>} tone={stored.tone} word={i18n._(stored.word)}>
      <p>{i18n._(stored.means)}</p>
      <Since glpi={glpi} />
      {storageCause && (
        <p>
          <CauseLink code={storageCause} />
        </p>
      )}
      <p>
        <SeenAgo at={glpi.storedSeenAt} now={now} />
        {' · '}
        {glpi.readableBy === null ? methods : i18n._(METHOD_NAMES[glpi.readableBy])}
      </p>
      {glpi.cause !== null && glpi.attemptedAt !== null && (
        <p className="text-secondary">
          <Trans>
            The inspection of <time dateTime={glpi.attemptedAt}>{moment(glpi.attemptedAt)}</time> failed:
          </Trans>{' '}
          <CauseLink code={glpi.cause} />
        </p>
      )}
      <LoadingBoundary>
        {mayChange && registration.mayWriteAgain && isStillThere(registration) && (
          <ProveNow registration={registration} />
        )}
      </LoadingBoundary>
    </CardPart>
  )
}

const CauseLink = ({ code }: { code: NonNullable<GlpiSnapshot['cause']> }) => (
  <Link href={causePath(code)}>
    <code translate="no">{code}</code>
  </Link>
)

/** When it was proven, or since when it is known to be gone. */
function Since({ glpi: { storage, provenAt, since } }: { glpi: GlpiSnapshot }) {
  if (storage === 'proven' && provenAt !== null) {
    return (
      <p>
        <Trans>
          proven on <time dateTime={provenAt}>{moment(provenAt)}</time>
        </Trans>
      </p>
    )
  }
  if (storage !== 'none' || since === null) return null
  return (
    <p>
      <Trans>
        known since <time dateTime={since}>{moment(since)}</time>
      </Trans>
    </p>
  )
}
