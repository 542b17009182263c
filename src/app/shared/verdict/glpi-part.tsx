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
import { IconShieldCheck } from '@tabler/icons-react'
import { FailureMessage } from '../failure-message.tsx'
import { useIsAdmin } from '../queries/session.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useProve } from '../queries/registration.ts'
import { Waiting } from '../../ui/waiting.tsx'

type Props = {
  registration: Registration
  /** By the gateway’s clock, as the time of the inspection. */
  now: number
}

/** The fourth question of a verdict, where a GLPI is connected: did the key stick there? */
export function GlpiPart({ registration, now }: Props) {
  const { i18n } = useLingui()
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
      <ProveNow registration={registration} />
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

/** Writes the same key again and reads it back: nothing else shows whether GLPI can read it today. */
function ProveNow({ registration }: { registration: Registration }) {
  const { t, i18n } = useLingui()
  const isAdmin = useIsAdmin()
  const prove = useProve(registration.instance)
  if (!isAdmin || !registration.mayWriteAgain || !isStillThere(registration)) return null
  const say = (proven: Registration) => {
    const stored = storedWordsOf(proven)
    if (stored) announce(t`In GLPI: ${i18n._(stored.word)}`)
  }
  return (
    <div className="lk-write-again">
      <Button
        busy={prove.isPending}
        icon={<IconShieldCheck size={18} aria-hidden="true" />}
        onClick={() => prove.mutate({ revision: registration.revision }, { onSuccess: say })}
      >
        <Trans>Verify now</Trans>
      </Button>
      <p className="text-secondary">
        <Trans>
          Writes the same key into GLPI again and reads it back. A GLPI that cannot encrypt then holds no key; Latchkey
          keeps its copy, and can write it again.
        </Trans>
      </p>
      {prove.isPending && (
        <Waiting atMost={60}>
          <Trans>Writing into GLPI…</Trans>
        </Waiting>
      )}
      {prove.error && <FailureMessage error={prove.error} />}
    </div>
  )
}
