import { Suspense } from 'react'
import type { CauseCode } from '#domain/causes.ts'
import { later } from '../ui/later.ts'

// the catalogue is long, and a page in a good state shows none of it
const Title = later(() => import('./cause-words.tsx'), 'CauseTitle')
const Next = later(() => import('./cause-words.tsx'), 'CauseNextStep')
const Meaning = later(() => import('./cause-words.tsx'), 'CauseMeaning')

/** The title of a cause, as a link to its page; its bare code while the words are on their way. */
export const CauseTitle = ({ code }: { code: CauseCode }) => (
  <Suspense fallback={<code translate="no">{code}</code>}>
    <Title code={code} />
  </Suspense>
)

export const CauseMeaning = ({ code }: { code: CauseCode }) => (
  <Suspense>
    <Meaning code={code} />
  </Suspense>
)

export const CauseNext = ({ code }: { code: CauseCode }) => (
  <Suspense>
    <Next code={code} />
  </Suspense>
)
