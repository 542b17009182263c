import { Suspense, type ReactNode } from 'react'
import { useLoads } from './lazy-with-retry.ts'

type Props = { fallback?: ReactNode; children: ReactNode }

/**
 * A `Suspense` that shows what was loaded at once. React's own waits until its fallback has been on screen for 300 ms, unless
 * something else makes it render.
 */
export function LoadingBoundary({ fallback, children }: Props) {
  useLoads()
  return <Suspense fallback={fallback}>{children}</Suspense>
}
