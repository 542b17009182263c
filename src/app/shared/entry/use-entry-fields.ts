import { startTransition, useCallback, useRef, useState } from 'react'
import { MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import { loadInspector } from '../paste/inspector.ts'

/** A longer text is inspected in a task of its own even if it was pasted: the browser has enough to do with it. */
const LONG_TEXT = 16_384

/**
 * The text and the tick of the box, and why they were not sent. In React's own state: react-hook-form would be a tenth of all that has
 * to arrive before the box can be used.
 */
export function useEntryFields(draft: string, isPractice: boolean) {
  const box = useRef<HTMLTextAreaElement>(null)
  const tick = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState(draft)
  const [inspected, setInspected] = useState(draft)
  const [isCompared, setCompared] = useState(false)
  const [notSent, setNotSent] = useState<NotSent | null>(null)
  const focusBox = useCallback(() => box.current?.focus(), [])

  /** What is typed shows at once, and what it is in a task of its own. A paste is drawn once, with what it is. */
  function enter(text: string, isTyped: boolean) {
    setPasted(text)
    if (isTyped || text.length > LONG_TEXT) startTransition(() => setInspected(text))
    else setInspected(text)
  }

  return {
    // the browser's own value: it has other line ends than a file, and setting it again would move the caret
    box: { ref: box, defaultValue: draft },
    tick: { ref: tick, checked: isCompared },
    pasted,
    /** The text that is inspected: this one, or for a moment the one before it. */
    inspected,
    notSent,
    enter,
    setCompared,
    focusBox,
    /** For text that does not come from the keyboard. */
    setText(text: string) {
      if (box.current) box.current.value = text
      enter(text, false)
    },
    /** An outcome belongs to one text only. */
    clearOutcome() {
      setNotSent(null)
      setCompared(false)
    },
    /** Passes the key on, or shows why there is none beside the field that can fix it. */
    async submit(act: (key: string) => void, isCheck: boolean) {
      const judged = await judgeEntry({ pasted, isCompared, isCheck, isPractice })
      if ('key' in judged) {
        setNotSent(null)
        return act(judged.key)
      }
      setNotSent(judged.reason)
      const field = judged.reason === 'not-compared' ? tick : box
      field.current?.focus()
    },
  }
}

type Entry = {
  pasted: string
  /** Ticked by someone who compared a guessed key with the original. */
  isCompared: boolean
  /** To check stores nothing: GLPI Network then decides about a guess. */
  isCheck: boolean
  /** Of the practice instance, which takes no real keys. */
  isPractice: boolean
}

/** Reasons for not sending what is in the box, shown beside it. */
export type PastedReason = 'empty' | 'not-whole' | 'text-too-long' | 'real-key'

/** `not-compared` is shown beside the tick that is missing. */
type NotSent = PastedReason | 'not-compared'

/** From what is in the box to the key that is sent, or to why none is. */
async function judgeEntry(entry: Entry): Promise<{ key: string } | { reason: NotSent }> {
  const { pasted, isCompared, isCheck, isPractice } = entry
  if (pasted.length > MAX_PASTE_CHARACTERS) return { reason: 'text-too-long' }
  // no inspection is needed for that
  if (pasted === '') return { reason: 'empty' }
  const { inspectKey, isRealKey } = await loadInspector()
  const { finding, key } = inspectKey(pasted)
  if (finding === 'empty') return { reason: 'empty' }
  if (key === null) return { reason: 'not-whole' }
  if (isPractice && isRealKey(key)) return { reason: 'real-key' }
  return finding === 'confirm' && !isCompared && !isCheck ? { reason: 'not-compared' } : { key }
}

/** A button pressed before the page can inspect the text need not be pressed again: the press waits. */
export function usePress() {
  const latest = useRef(0)
  const [status, setStatus] = useState<'idle' | 'waiting' | 'failed'>('idle')

  /** A later press or another text replaces a press that still waits. */
  function cancel() {
    latest.current += 1
    setStatus('idle')
  }

  async function press(act: () => Promise<void>) {
    latest.current += 1
    const current = latest.current
    setStatus('waiting')
    const isLoaded = await loadInspector().then(
      () => true,
      () => false,
    )
    if (current !== latest.current) return
    setStatus(isLoaded ? 'idle' : 'failed')
    if (isLoaded) await act()
  }

  return { status, press, cancel }
}
