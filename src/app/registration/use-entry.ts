import { useRef, useState } from 'react'
import type { CheckReply, Registration } from '#contract/panel.ts'
import type { Storage } from '#domain/storage.ts'
import type { State } from '#domain/verdict.ts'
import { loadInspector } from './inspector.ts'
import { useCheckKey, useSaveKey } from './queries.ts'

/** States in which something that works, or may yet, would be lost to a key that does not. */
const WORTH_KEEPING = new Set<State>(['active', 'expiring', 'not-started', 'unconfirmed', 'pending', 'differs'])

/** Nothing is gained by writing the same key there once more. */
const STUCK = new Set<Storage>(['proven', 'none'])

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

  const store = (key: string) => save.mutate({ key }, { onSuccess: onSaved })

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
    check(key: string) {
      reset()
      void ask(key)
    },
    async save(key: string) {
      const { fingerprintOf } = await loadInspector()
      if (fingerprintOf(key) === registration.key?.fingerprint) {
        // in GLPI it may be missing all the same
        return STUCK.has(registration.storage) ? setSame(true) : store(key)
      }
      if (WORTH_KEEPING.has(registration.state)) {
        // a check of this very text that was answered need not be repeated
        const known = check.data?.vendor.verdict === 'no-answer' ? undefined : check.data
        const reply = known ?? (await ask(key))
        if (reply === null) return
        if (reply.vendor.verdict === 'refused' || reply.vendor.verdict === 'ended') return setDoubt({ key, reply })
      }
      store(key)
    },
  }
}
