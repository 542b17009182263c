import { startTransition, useEffect, useState } from 'react'

const ROWS_A_TURN = 2
/** More rows than a screen shows. */
const MOST_ROWS = 48
/** The browser draws in between. */
const TURN_MS = 16

type Turns<Row> = {
  rows: readonly Row[]
  before: readonly Row[]
  /** How many of those on screen show the new list. */
  done: number
}

/**
 * Draws a list a few rows at a time, so that the browser can answer a key in between. Until its turn a row of
 * another list shows what it did.
 * @param first the first row on screen.
 */
export function useRowsInTurns<Row>(rows: readonly Row[], first: number): (at: number) => Row | undefined {
  const [turns, setTurns] = useState<Turns<Row>>({ rows, before: [], done: ROWS_A_TURN })
  const { before, done } = turns
  const isDone = done >= MOST_ROWS
  if (turns.rows !== rows) {
    const shown = isDone ? turns.rows : [...turns.rows.slice(0, first + done), ...turns.before.slice(first + done)]
    setTurns({ rows, before: shown, done: ROWS_A_TURN })
  }
  useEffect(() => {
    if (isDone) return undefined
    // a key that comes in between does not have to draw it first
    const timer = setTimeout(() => startTransition(() => setTurns({ rows, before, done: done + ROWS_A_TURN })), TURN_MS)
    return () => clearTimeout(timer)
  }, [rows, before, done, isDone])
  return (at) => (isDone || at < first + done ? rows[at] : before[at])
}
