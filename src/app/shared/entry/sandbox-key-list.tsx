import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { sandboxKeysQuery } from '../queries/registration.ts'

/** The sandbox's keys, one a behaviour, so that a newcomer can try it at once. */
export function SandboxKeyList({ shown, onPick }: { shown: boolean; onPick: (key: string) => void }) {
  const { data: keys = [], isError } = useQuery({ ...sandboxKeysQuery, enabled: shown })
  // folded, it is as high without its keys: nothing moves when they come
  if (!shown || isError) return null
  return (
    <details className="lk-sandbox-keys">
      <summary>
        <Trans>Try a practice key</Trans>
      </summary>
      <ul>
        {keys.map(({ name, does, key }) => (
          <li key={name}>
            <button
              type="button"
              className="btn btn-link lk-btn-link"
              onClick={(event) => {
                // closed again, so that what the box says of it is in sight
                event.currentTarget.closest('details')?.removeAttribute('open')
                onPick(key)
              }}
            >
              {name}
            </button>
            <span className="text-secondary">{does}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
