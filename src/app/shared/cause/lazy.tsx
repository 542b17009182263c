import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'
import type { CauseProps } from './cause-words.tsx'

// the catalogue is long, and a page in a good state shows none of it
const Title = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseTitle')
const Next = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseNextStep')
const Meaning = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseMeaning')

/** For a page that shows a cause from the start. */
export const preloadCauseWords = (): Promise<unknown> =>
  Promise.all([Title, Meaning, Next].map((words) => words.preload()))

/** The title of a cause, as a link to its page; its bare code while the words load. */
export const LazyCauseTitle = (cause: CauseProps) => (
  <LoadingBoundary fallback={<code translate="no">{cause.code}</code>}>
    <Title {...cause} />
  </LoadingBoundary>
)

export const LazyCauseMeaning = (cause: CauseProps) => (
  <LoadingBoundary>
    <Meaning {...cause} />
  </LoadingBoundary>
)

export const LazyCauseNextStep = (cause: CauseProps) => (
  <LoadingBoundary>
    <Next {...cause} />
  </LoadingBoundary>
)
