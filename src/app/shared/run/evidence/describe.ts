import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { FACTS, WITHHELD, type Facts, type Step } from '#domain/diagnosis.ts'

export type TranslateMessage = (words: MessageDescriptor) => string

/** What a step saw, in pieces that are understood one by one. */
export type DescribeStep = (facts: Facts, say: TranslateMessage, cause: Step['cause']) => ReactNode[]

/** Those that are there. */
export const pieces = (...all: ReactNode[]): ReactNode[] =>
  all.filter((piece) => piece !== undefined && piece !== null && piece !== false && piece !== '')

const WITHHELD_WORDS = msg`withheld, because it quotes a secret`

/** The facts, with words where a text was withheld. */
export const shownFacts = (facts: Facts, say: TranslateMessage): Facts =>
  Object.fromEntries(
    FACTS.flatMap((fact) => {
      const value = facts[fact]
      return value === undefined ? [] : [[fact, value === WITHHELD ? say(WITHHELD_WORDS) : value]]
    }),
  )
