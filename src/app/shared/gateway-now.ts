import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../call.ts'

/** Milliseconds of the gateway's clock before this browser's, half a round trip exactly. */
const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: async ({ signal }) => {
    const sentAt = Date.now()
    const { now } = await call('gateway.health', { signal })
    return Date.parse(now) - (sentAt + Date.now()) / 2
  },
  staleTime: 600_000,
})

/** Now by the gateway's clock, updated every half minute: the browser's own may be wrong by years. */
export function useGatewayNow(): number {
  const { data: offset = 0 } = useQuery(clockQuery)
  const [browserNow, setBrowserNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setBrowserNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return browserNow + offset
}
