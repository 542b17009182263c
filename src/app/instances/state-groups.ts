import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { State } from '#domain/verdict.ts'
import type { Tone } from '../ui/tone.ts'

export type Group = { id: string; states: readonly State[]; tone: Tone; words: MessageDescriptor }

/** Every state is in one of them, so that their counts add up. */
export const GROUPS: readonly Group[] = [
  { id: 'open', states: ['active'], tone: 'success', words: msg`active` },
  { id: 'soon', states: ['expiring', 'unconfirmed', 'differs'], tone: 'warning', words: msg`need attention soon` },
  { id: 'verifying', states: ['pending'], tone: 'info', words: msg`being verified` },
  { id: 'ahead', states: ['not-started'], tone: 'warning', words: msg`not started` },
  { id: 'closed', states: ['ended', 'refused', 'broken'], tone: 'danger', words: msg`closed now` },
  { id: 'keyless', states: ['none'], tone: 'neutral', words: msg`without a key` },
  { id: 'managed', states: ['managed'], tone: 'neutral', words: msg`held by the platform` },
]
