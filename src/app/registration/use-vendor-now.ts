import { useEffect, useState } from 'react'

/**
 * GLPI Network's clock, going on from where a reply showed it. Only the time that has passed is the browser's: its own
 * idea of the date may be wrong by years.
 * @param now the reply's `now`; @param readAt when that reply arrived, by the browser.
 */
export function useVendorNow(now: string, readAt: number): number {
  const [browserNow, setBrowserNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setBrowserNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(now) + Math.max(0, browserNow - readAt)
}
