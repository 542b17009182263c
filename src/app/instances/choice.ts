/** Rows that are chosen, by their ids, and the one that was pressed last: a range begins there. */
export type Choice = { ids: ReadonlySet<string>; last: string | null }

export const NONE_CHOSEN: Choice = { ids: new Set(), last: null }

/** One row is turned over; with a range, all from the last one on become as it becomes. @param shown in the order of the list. */
export function chooseRow(choice: Choice, shown: readonly string[], id: string, isRange: boolean): Choice {
  const isChosen = !choice.ids.has(id)
  const from = isRange && choice.last !== null ? shown.indexOf(choice.last) : -1
  const to = shown.indexOf(id)
  const range = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: withIds(choice.ids, range, isChosen), last: id }
}

/** All that the filter shows; others stay as they are. */
export const chooseShown = (choice: Choice, shown: readonly string[], isChosen: boolean): Choice => ({
  ids: withIds(choice.ids, shown, isChosen),
  last: null,
})

function withIds(ids: ReadonlySet<string>, some: readonly string[], isChosen: boolean): ReadonlySet<string> {
  const changed = new Set(ids)
  for (const id of some) {
    if (isChosen) changed.add(id)
    else changed.delete(id)
  }
  return changed
}
