import { useRef, useState } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import type { ProblemCode } from '#contract/problem.ts'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import { changedBy, GatewayRefusal } from '../../call.ts'
import { loadInspector } from './inspector.ts'
import { useCheckKey, useSaveKey, type Saving } from '../../shared/queries/registration.ts'

/** Nothing is gained by writing the same key there once more. */
const STUCK = new Set<Storage>(['proven', 'none'])

const isCause = (code: ProblemCode): code is CauseCode => CAUSE_CODES.some((cause) => cause === code)

const causeOfRefusal = (error: Error | null): CauseCode | null =>
  error instanceof GatewayRefusal && isCause(error.code) ? error.code : null

/** A text that has not the shape of a key, and what GLPI Network said of it. */
type Unfamiliar = { saving: Saving; reply: CheckReply }

/** Check and save, with the questions in between: is it the same key, and is the new one any good? */
export function useKeyEntry(registration: Registration, onSaved: (saved: Registration) => void) {
  const check = useCheckKey(registration.instance)
  const save = useSaveKey(registration.instance)
  const asking = useRef<AbortController>(null)
  const [isSame, setSame] = useState(false)
  // what was there when the box was opened: what comes from elsewhere meanwhile is another state than it is meant for
  const [revision, setRevision] = useState(registration.revision)
  const [unfamiliar, setUnfamiliar] = useState<Unfamiliar | null>(null)
  const doubt = unfamiliar?.reply ?? doubtOf(save.error)
  const changed = changedBy(save.error)

  function reset() {
    asking.current?.abort()
    check.reset()
    save.reset()
    setSame(false)
    setUnfamiliar(null)
  }

  /** null when there was no reply, or when nobody waits for it any more. */
  async function ask(key: string): Promise<CheckReply | null> {
    const controller = new AbortController()
    asking.current = controller
    const reply = await check.mutateAsync({ key, signal: controller.signal }).catch(() => null)
    return controller.signal.aborted ? null : reply
  }

  const store = (saving: Saving) => save.mutate(saving, { onSuccess: onSaved })

  /** The same once more, after a question about it. */
  function again(answered: Partial<Saving>) {
    const asked = unfamiliar?.saving ?? save.variables
    setUnfamiliar(null)
    if (asked) store({ ...asked, ...answered })
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
    /** The cause in the GLPI for which nothing was saved, here or there. */
    notSaved: causeOfRefusal(save.error),
    /** Saves it here, for the gateway to write it into GLPI once that answers. */
    keepWithoutGlpi: () => again({ keepWithoutGlpi: true }),
    check(key: string) {
      reset()
      void ask(key)
    },
    /** @param isUnfamiliar not of the shape of a key: saved only once GLPI Network accepts it, or after a question. */
    async save(key: string, isUnfamiliar: boolean) {
      const { fingerprintOf } = await loadInspector()
      // in GLPI it may be missing all the same
      if (fingerprintOf(key) === registration.key?.fingerprint && STUCK.has(registration.storage)) return setSame(true)
      const saving = { key, replaceUnverified: false, revision }
      if (isUnfamiliar) {
        // a check of this very text that was answered need not be repeated
        const known = check.data?.vendor.verdict === 'no-answer' ? undefined : check.data
        const reply = known ?? (await ask(key))
        if (reply === null) return
        if (reply.vendor.verdict !== 'accepted') return setUnfamiliar({ saving, reply })
      }
      store(saving)
    },
  }
}

/** What GLPI Network says of a key that would take the place of one that may be good; null for any other error. */
export const doubtOf = (error: Error | null): CheckReply | null =>
  error instanceof GatewayRefusal ? (error.problem.check ?? null) : null
