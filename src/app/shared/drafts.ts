import { PRACTICE } from './practice.tsx'

/** Pasted texts that are not saved yet, by instance. In memory only: they are gone with the page, and with a sign-out. */
const drafts = new Map<string, string>()

/** Stands for the instance that is still being added. */
const UNADDED = ''

/** @param text '' where nothing is left to keep. */
export function keepDraft(instance: string, text: string): void {
  if (text === '') drafts.delete(instance)
  else drafts.set(instance, text)
}

/** What comes along to this instance, and to no other. */
export const draftFor = (instance: string): string => drafts.get(instance) ?? ''

export const dropDrafts = (): void => drafts.clear()

/** Takes it from practice, for an instance that is to be added. */
export function carryPastedText(text: string): void {
  keepDraft(PRACTICE, '')
  keepDraft(UNADDED, text)
}

export const isCarryingPastedText = (): boolean => drafts.has(UNADDED)

/** The instance that was added for it. */
export function carryPastedTextTo(instance: string): void {
  keepDraft(instance, draftFor(UNADDED))
  drafts.delete(UNADDED)
}
