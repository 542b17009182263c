import { Suspense } from 'react'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import type { CauseProps } from './cause-words.tsx'

// the catalogue is long, and a page in a good state shows none of it
const Title = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseTitle')
const Next = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseNextStep')
const Meaning = lazyWithRetry(() => import('./cause-words.tsx'), 'CauseMeaning')

/** The title of a cause, as a link to its page; its bare code while the words load. */
export const LazyCauseTitle = (cause: CauseProps) => (
  <Suspense fallback={<code translate="no">{cause.code}</code>}>
    <Title {...cause} />
  </Suspense>
)

export const LazyCauseMeaning = (cause: CauseProps) => (
  <Suspense>
    <Meaning {...cause} />
  </Suspense>
)

export const LazyCauseNextStep = (cause: CauseProps) => (
  <Suspense>
    <Next {...cause} />
  </Suspense>
)
