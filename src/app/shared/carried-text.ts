/** A pasted text carried from practice to the instance that is being added for it. In memory only; `instance` is null until it exists. */
type Carried = { text: string; instance: string | null }

let carried: Carried | null = null

export function carryPastedText(text: string): void {
  carried = { text, instance: null }
}

export const isCarryingPastedText = (): boolean => carried !== null

/** The instance that was added for it. */
export function carryPastedTextTo(instance: string): void {
  carried &&= { ...carried, instance }
}

/** What comes along to this instance, and to no other. */
export const pastedTextCarriedTo = (instance: string): string => (carried?.instance === instance ? carried.text : '')

export function dropPastedText(): void {
  carried = null
}
