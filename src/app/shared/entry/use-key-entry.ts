import { useRef, useState } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { changedBy, GatewayRefusal } from '../../call.ts'
import { loadInspector } from '../paste/inspector.ts'
import { useCheckKey, useSaveKey, type Saving } from '../queries/registration.ts'

/** Writing the same key again would change nothing. */
const STUCK = new Set<Storage>(['proven', 'none'])

const causeOfRefusal = (error: Error | null): CauseCode | null =>
  error instanceof GatewayRefusal ? error.causeCode : null

/** A text without the shape of a key, and what GLPI Network says of it. */
type Unfamiliar = { saving: Saving; reply: CheckReply }

/** Check and save, with the questions in between: is it the same key, and is the new one any good? */
export function useKeyEntry(registration: Registration, onSaved: (saved: Registration) => void) {
  const check = useCheckKey(registration.instance)
  const save = useSaveKey(registration.instance)
  const pendingCheck = useRef<AbortController>(null)
  const [isSame, setSame] = useState(false)
  // the state when the box was opened: a save is meant for this one, not for a later one
  const [revision, setRevision] = useState(registration.revision)
  const [unfamiliar, setUnfamiliar] = useState<Unfamiliar | null>(null)
  const checkToConfirm = unfamiliar?.reply ?? checkToConfirmOf(save.error)
  const changed = changedBy(save.error)

  function reset() {
    pendingCheck.current?.abort()
    check.reset()
    save.reset()
    setSame(false)
    setUnfamiliar(null)
  }

  /** null if there was no reply, or if it was cancelled. */
  async function ask(key: string): Promise<CheckReply | null> {
    const controller = new AbortController()
    pendingCheck.current = controller
    const reply = await check.mutateAsync({ key, signal: controller.signal }).catch(() => null)
    return controller.signal.aborted ? null : reply
  }

  const sendSave = (saving: Saving) => save.mutate(saving, { onSuccess: onSaved })

  /** Repeats the save with the answer to a question. */
  function retryWith(answered: Partial<Saving>) {
    const asked = unfamiliar?.saving ?? save.variables
    setUnfamiliar(null)
    if (asked) sendSave({ ...asked, ...answered })
  }

  return {
    isSame,
    checkToConfirm,
    changed,
    checked: save.isIdle ? check.data : undefined,
    isChecking: check.isPending,
    isSaving: save.isPending,
    isSent: !check.isIdle || !save.isIdle,
    error: checkToConfirm || changed ? null : (save.error ?? check.error),
    /** A save writes there first, and reads back. */
    hasGlpi: registration.glpi !== null,
    reset,
    replaceAnyway: () => retryWith({ replaceUnverified: true }),
    saveAnyway: () => changed && retryWith({ revision: changed.revision }),
    leaveChanged: () => {
      if (changed) setRevision(changed.revision)
      save.reset()
    },
    /** The cause in the GLPI for which nothing was saved, here or there. */
    notSaved: causeOfRefusal(save.error),
    /** Saves it here, for the gateway to write it into GLPI once that answers. */
    keepWithoutGlpi: () => retryWith({ keepWithoutGlpi: true }),
    check(key: string) {
      reset()
      void ask(key)
    },
    /** @param isUnfamiliar not of the shape of a key: saved only once GLPI Network accepts it, or after a question. */
    async save(key: string, isUnfamiliar: boolean) {
      const { fingerprintOf } = await loadInspector()
      // it may still be missing in GLPI
      if (fingerprintOf(key) === registration.key?.fingerprint && STUCK.has(registration.storage)) return setSame(true)
      const saving = { key, replaceUnverified: false, revision }
      if (isUnfamiliar) {
        // a check of this very text that was answered need not be repeated
        const known = check.data?.vendor.verdict === 'no-answer' ? undefined : check.data
        const reply = known ?? (await ask(key))
        if (reply === null) return
        if (reply.vendor.verdict !== 'accepted') return setUnfamiliar({ saving, reply })
      }
      sendSave(saving)
    },
  }
}

/** What GLPI Network says of a key that would take the place of one that may be good; null for any other error. */
export const checkToConfirmOf = (error: Error | null): CheckReply | null =>
  error instanceof GatewayRefusal ? (error.problem.check ?? null) : null
