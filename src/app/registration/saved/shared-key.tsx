import { Plural, Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { Registration } from '#contract/panel.ts'
import { causePath, registrationPath } from '../../shared/paths.ts'
import { Message } from '../../ui/message.tsx'

type Props = { sharedWith: NonNullable<Registration['sharedWith']> }

/** A warning only: some subscriptions are for several GLPIs. */
export function SharedKey({ sharedWith: { count, instances } }: Props) {
  return (
    <Message
      tone="warning"
      title={
        <Plural
          value={count}
          one="This key is also saved for another instance."
          other="This key is also saved for # other instances."
        />
      }
    >
      <p>
        <Trans>Most keys are for one GLPI.</Trans>{' '}
        <Link href={causePath('key-shared')}>
          <Trans>What to do</Trans>
        </Link>
      </p>
      <ul>
        {instances.map(({ id, name }) => (
          <li key={id}>
            <Link href={registrationPath(id)}>
              <bdi translate="no">{name}</bdi>
            </Link>
          </li>
        ))}
        {count > instances.length && <li>…</li>}
      </ul>
    </Message>
  )
}
