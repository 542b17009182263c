import { useRef, useState } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import { changedBy, Refusal } from '../call.ts'
import { loadInspector } from './inspector.ts'
import { useCheckKey, useSaveKey, type Saving } from './queries.ts'

/** Nothing is gained by writing the same key there once more. */
const STUCK = new Set<Storage>(['proven', 'none'])

/** Check and save, with the questions in between: is it the same key, and is the new one any good? */
export function useEntry(registration: Registration, onSaved: (saved: Registration) => void) {
  const check = useCheckKey(registration.instance)
  const save = useSaveKey(registration.instance)
  const asking = useRef<AbortController>(null)
  const [isSame, setSame] = useState(false)
  // what was there when the box was opened: what comes from elsewhere meanwhile is another state than it is meant for
  const [revision, setRevision] = useState(registration.revision)
  const doubt = doubtOf(save.error)
  const changed = changedBy(save.error)

  function reset() {
    asking.current?.abort()
    check.reset()
    save.reset()
    setSame(false)
  }

  const store = (saving: Saving) => save.mutate(saving, { onSuccess: onSaved })

  /** The same once more, after a question about it. */
  function again(answered: Partial<Saving>) {
    if (save.variables) store({ ...save.variables, ...answered })
  }

  return {
    isSame,
    doubt,
    changed,
    checked: save.isIdle ? check.data : undefined,
    isChecking: check.isPending,
    isSaving: save.isPending,
    isSent: !check.isIdle || !save.isIdle,
    error: doubt || changed ? null : (save.error ?? check.error),
    /** A save writes there first, and reads back. */
    hasGlpi: registration.glpi !== null,
    reset,
    replaceAnyway: () => again({ replaceUnverified: true }),
    saveAnyway: () => changed && again({ revision: changed.revision }),
    leaveChanged: () => {
      if (changed) setRevision(changed.revision)
      save.reset()
    },
    check(key: string) {
      reset()
      const controller = new AbortController()
      asking.current = controller
      check.mutate({ key, signal: controller.signal })
    },
    async save(key: string) {
      const { fingerprintOf } = await loadInspector()
      // in GLPI it may be missing all the same
      if (fingerprintOf(key) === registration.key?.fingerprint && STUCK.has(registration.storage)) return setSame(true)
      store({ key, replaceUnverified: false, revision })
    },
  }
}

/** What GLPI Network says of a key that would take the place of one that may be good; null for any other error. */
export const doubtOf = (error: Error | null): CheckReply | null =>
  error instanceof Refusal ? (error.problem.check ?? null) : null
