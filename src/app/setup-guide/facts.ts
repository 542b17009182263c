import type { Instance, Registration } from '#contract/panel.ts'
import type { SetupFacts } from '#domain/setup-steps.ts'
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
