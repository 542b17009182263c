import { useEffect, useEffectEvent } from 'react'

type Props = {
  /** Takes what was typed so far, and gives what it becomes. */
  onChange: (change: (typed: string) => string) => void
  onEscape: () => void
}

/** Stands for a field that is still loading: takes the keys that are meant for it, which would do something on the page behind. */
export function TypedAhead({ onChange, onEscape }: Props) {
  const take = useEffectEvent((event: KeyboardEvent) => {
    const { key } = event
    // with AltGr, Windows has Ctrl pressed as well
    const isCommand = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')
    if (isCommand || event.isComposing) return
    if (key.length === 1) onChange((typed) => typed + key)
    else if (key === 'Backspace') onChange((typed) => typed.slice(0, -1))
    else if (key === 'Escape') onEscape()
    else if (key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    // before anything of the page sees the key
    const onKey = (event: KeyboardEvent) => take(event)
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])
  return null
}
