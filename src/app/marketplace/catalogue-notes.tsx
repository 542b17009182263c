import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { OMISSIONS } from '#contract/catalogue.ts'
import type { Marketplace } from '#contract/marketplace.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { registrationPath, settingsPath } from '../shared/paths.ts'
import { PRACTICE } from '../shared/practice.tsx'
import { quantity } from '../ui/format.ts'
import { Message } from '../ui/message.tsx'
import { TryAgain } from './catalogue-failure.tsx'
import { OMISSION_WORDS } from './standing-words.ts'

type Props = { instance: string; marketplace: Marketplace; isBusy: boolean; onRetry: () => void }

/** What is missing of the catalogue, or of what is known about it, and why. */
export function CatalogueNotes({ instance, marketplace, isBusy, onRetry }: Props) {
  const { plugins, glpiVersion, isRunning, offersCause } = marketplace
  const isListed = plugins.length > 0
  return (
    <>
      <MissingNote instance={instance} marketplace={marketplace} isBusy={isBusy} onRetry={onRetry} />
      {isListed && isRunning === false && (
        <Message tone="warning" title={<Trans>The subscription of this key does not run</Trans>}>
          <p>
            <Trans>
              GLPI’s marketplace stays closed until it does. Plugins that are installed keep working, and are not
              updated from there.
            </Trans>
          </p>
        </Message>
      )}
      {isListed && glpiVersion === null && (
        <Message tone="info" title={<Trans>The version of this GLPI is not known</Trans>}>
          <p>
            <Trans>GLPI Network was asked without one, so nothing here says which plugins have a version for it.</Trans>
          </p>
          {instance !== PRACTICE && (
            <p>
              <Link href={settingsPath(instance)}>
                <Trans>Enter the version, or connect the GLPI</Trans>
              </Link>
            </p>
          )}
        </Message>
      )}
      {isListed && offersCause !== null && (
        <Message tone="info" title={<Trans>The titles of the offers are missing</Trans>}>
          <p>
            <Trans>GLPI Network did not list its offers, so their references are shown.</Trans>
          </p>
          <p>
            <LazyCauseTitle code={offersCause} />
          </p>
        </Message>
      )}
      <OmissionsNote omissions={marketplace.omissions} />
    </>
  )
}

function MissingNote({ instance, marketplace: { missing }, isBusy, onRetry }: Props) {
  if (missing === null) return null
  if (missing.reason === 'no-key') {
    return (
      <Message
        tone="info"
        title={<Trans>No key is saved for this instance</Trans>}
        action={<ToKey instance={instance} />}
      >
        <p>
          <Trans>GLPI Network lists its plugins for a key only. A free registration is enough.</Trans>
        </p>
      </Message>
    )
  }
  if (missing.reason === 'key-refused') {
    return (
      <Message
        tone="danger"
        title={<Trans>GLPI Network refused this key</Trans>}
        action={<ToKey instance={instance} />}
      >
        <p>
          <Trans>With a key that is not valid, GLPI lists no plugins either.</Trans>
        </p>
      </Message>
    )
  }
  const number = quantity(missing.from + 1)
  return (
    <Message
      tone="warning"
      title={<Trans>This list is not whole</Trans>}
      action={<TryAgain isBusy={isBusy} onRetry={onRetry} />}
    >
      <p>
        {missing.reason === 'repeated' ? (
          <Trans>From plugin {number} on, GLPI Network repeated what it had listed before.</Trans>
        ) : missing.reason === 'too-many' ? (
          <Trans>GLPI Network’s list did not come to an end. Latchkey reads no further.</Trans>
        ) : (
          <Trans>From plugin {number} on, GLPI Network gave no answer.</Trans>
        )}
      </p>
      {missing.cause && (
        <p>
          <LazyCauseTitle code={missing.cause} />
        </p>
      )}
    </Message>
  )
}

const ToKey = ({ instance }: { instance: string }): ReactNode => (
  <Link className="btn" href={registrationPath(instance)}>
    <Trans>To the key</Trans>
  </Link>
)

/** What GLPI Network sent and is not shown. */
function OmissionsNote({ omissions }: Pick<Marketplace, 'omissions'>) {
  const counted = OMISSIONS.flatMap((what) => {
    const count = omissions[what] ?? 0
    return count > 0 ? [{ what, count }] : []
  })
  if (counted.length === 0) return null
  return (
    <Message tone="info" title={<Trans>Not all that GLPI Network sent is shown</Trans>}>
      <ul>
        {counted.map(({ what, count }) => (
          <li key={what}>{OMISSION_WORDS[what](count)}</li>
        ))}
      </ul>
    </Message>
  )
}
