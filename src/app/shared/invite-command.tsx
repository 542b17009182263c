import { useQuery } from '@tanstack/react-query'
import { call } from '../call.ts'

/** What makes a new sign-in link. Only on the gateway's own machine does the gateway tell where its data is. */
export function InviteCommand() {
  const { data } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('gateway.health', { signal }),
    staleTime: Infinity,
    retry: false,
  })
  return (
    <pre className="lk-command">
      <code translate="no">{data?.inviteCommand ?? 'npx latchkey invite'}</code>
    </pre>
  )
}
