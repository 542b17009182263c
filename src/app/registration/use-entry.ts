import { useRef, useState } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import type { State } from '#domain/verdict.ts'
import { CAUSE_CODES, type CauseCode } from '#domain/cause-codes.ts'
import type { ProblemCode } from '#contract/problem.ts'
import { Refusal } from '../call.ts'
import { loadInspector } from './inspector.ts'
import { useCheckKey, useSaveKey } from './queries.ts'

/** States in which something that works, or may yet, would be lost to a key that does not. */
const WORTH_KEEPING = new Set<State>(['active', 'expiring', 'not-started', 'unconfirmed', 'pending', 'differs'])

/** Nothing is gained by writing the same key there once more. */
const STUCK = new Set<Storage>(['proven', 'none'])

const isCause = (code: ProblemCode): code is CauseCode => CAUSE_CODES.some((cause) => cause === code)

const causeOfRefusal = (error: Error | null): CauseCode | null =>
  error instanceof Refusal && isCause(error.code) ? error.code : null

type Doubt = { key: string; reply: CheckReply }

/** Check and save, with the questions in between: is it the same key, and is the new one any good? */
export function useEntry(registration: Registration, onSaved: (saved: Registration) => void) {
  const check = useCheckKey(registration.instance)
  const save = useSaveKey(registration.instance)
  const asking = useRef<AbortController>(null)
  const [isSame, setSame] = useState(false)
  const [doubt, setDoubt] = useState<Doubt | null>(null)

  function reset() {
    asking.current?.abort()
    check.reset()
    save.reset()
    setSame(false)
    setDoubt(null)
  }

  /** null when there was no reply, or when nobody waits for it any more. */
  async function ask(key: string): Promise<CheckReply | null> {
    const controller = new AbortController()
    asking.current = controller
    const reply = await check.mutateAsync({ key, signal: controller.signal }).catch(() => null)
    return controller.signal.aborted ? null : reply
  }

  const store = (key: string, more: { keepWithoutGlpi?: true } = {}) =>
    save.mutate({ key, ...more }, { onSuccess: onSaved })

  function replaceAnyway() {
    if (doubt) store(doubt.key)
    setDoubt(null)
  }

  return {
    isSame,
    doubt,
    checked: save.isIdle ? check.data : undefined,
    isChecking: check.isPending,
    isSaving: save.isPending,
    isSent: !check.isIdle || !save.isIdle,
    error: save.error ?? check.error,
    /** A save writes there first, and reads back. */
    hasGlpi: registration.glpi !== null,
    reset,
    replaceAnyway,
    /** The cause in the GLPI for which nothing was saved, here or there. */
    notSaved: causeOfRefusal(save.error),
    /** Saves it here, for the gateway to write it into GLPI once that answers. */
    keepWithoutGlpi: () => {
      if (save.variables) store(save.variables.key, { keepWithoutGlpi: true })
    },
    check(key: string) {
      reset()
      void ask(key)
    },
    /** @param isUnfamiliar not of the shape of a key: saved only once GLPI Network accepts it, or after a question. */
    async save(key: string, isUnfamiliar: boolean) {
      const { fingerprintOf } = await loadInspector()
      if (fingerprintOf(key) === registration.key?.fingerprint) {
        // in GLPI it may be missing all the same
        return STUCK.has(registration.storage) ? setSame(true) : store(key)
      }
      if (isUnfamiliar || WORTH_KEEPING.has(registration.state)) {
        // a check of this very text that was answered need not be repeated
        const known = check.data?.vendor.verdict === 'no-answer' ? undefined : check.data
        const reply = known ?? (await ask(key))
        if (reply === null) return
        const { verdict } = reply.vendor
        if (verdict === 'refused' || verdict === 'ended' || (isUnfamiliar && verdict !== 'accepted'))
          return setDoubt({ key, reply })
      }
      store(key)
    },
  }
}
