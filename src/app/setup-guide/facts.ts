import type { Instance, Registration } from '#contract/panel.ts'
import { doneSteps, TOLD_STEPS, type SetupFacts, type SetupStep } from '#domain/setup-steps.ts'
import type { EntryProgress } from '../shared/entry/entry-form.tsx'
import type { Note } from './note.ts'

/** Whether to show the box for a key: no key is saved, or the saved one is refused. */
export const isKeyWanted = ({ key, vendor }: Pick<Seen, 'key' | 'vendor'>): boolean =>
  key === null || vendor.verdict === 'refused'

/** As much of a registration as the setup asks about. */
type Seen = Pick<Registration, 'storage'> & {
  key: { savedAt: string } | null
  vendor: Pick<Registration['vendor'], 'verdict'>
  glpi: object | null
  unlock: Pick<Registration['unlock'], 'open'>
}

/** What is known of one setup. A key in the box counts before the saved one, which it is meant to replace. */
export function setupFacts(
  instance: Pick<Instance, 'sandbox'> | null,
  registration: Seen | null,
  inBox: EntryProgress,
  note: Note,
): SetupFacts {
  const key = inBox.isWhole ? null : (registration?.key ?? null)
  return {
    isPractice: instance?.sandbox ?? false,
    hasInstance: instance !== null,
    toldUpTo: note.toldUpTo,
    isKeyWhole: inBox.isWhole || key !== null,
    isAccepted: inBox.isWhole ? inBox.isAccepted : key !== null && registration?.vendor.verdict === 'accepted',
    isSaved: key !== null,
    hasConnection: (registration?.glpi ?? null) !== null,
    storage: registration?.storage ?? 'none',
    saysPasted: key !== null && note.pastedKeyOf === key.savedAt,
    isOpen: registration?.unlock.open ?? null,
  }
}

/** What a note becomes when the person takes back that a step is done; null where that would not undo it, because it was observed. */
export function tickTakenBack(step: SetupStep, facts: SetupFacts, note: Note): Partial<Note> | null {
  const told = TOLD_STEPS.findIndex((one) => one === step)
  const change: Partial<Note> = told < 0 ? { pastedKeyOf: null } : { toldUpTo: TOLD_STEPS[told - 1] ?? null }
  const without = {
    ...facts,
    toldUpTo: change.toldUpTo === undefined ? note.toldUpTo : change.toldUpTo,
    saysPasted: false,
  }
  return doneSteps(facts).includes(step) && !doneSteps(without).includes(step) ? change : null
}
