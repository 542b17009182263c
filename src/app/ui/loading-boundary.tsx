import type { ReactNode } from 'react'
import { LoadingFallback } from './lazy-with-retry.ts'

type Props = { fallback?: ReactNode; children: ReactNode }

/** Says what stands in for the lazy components in it, each in its own place, until they have come. */
export const LoadingBoundary = ({ fallback = null, children }: Props) => (
  <LoadingFallback value={fallback}>{children}</LoadingFallback>
)
