import type { MessageDescriptor } from '@lingui/core'
import type { ReactNode } from 'react'
import type { Facts } from '#domain/diagnosis.ts'

export type Say = (words: MessageDescriptor) => string

/** What a step saw, in pieces that are understood one by one. */
export type Tell = (facts: Facts, say: Say) => ReactNode[]

/** Those that are there. */
export const pieces = (...all: ReactNode[]): ReactNode[] =>
  all.filter((piece) => piece !== undefined && piece !== null && piece !== false && piece !== '')
