import * as z from 'zod/mini'
import { RUNGS, type Registration } from '#contract/panel.ts'
import type { Rung } from '#domain/expiry.ts'
import { savePreference, readPreference } from '../../preferences.ts'

/** Enough for everyone but a fleet, whose warnings are better read elsewhere. */
const MAX_DISMISSALS = 100

const Dismissals = z.record(z.string(), z.literal(RUNGS))
type Dismissals = z.infer<typeof Dismissals>

type Warned = Pick<Registration, 'instance' | 'key' | 'expiry'>

/** A dismissal is of one period of one key in one instance: a renewal, or another key, warns again. */
const nameOf = ({ instance, key, expiry }: Warned): string =>
  [instance, key?.fingerprint ?? '', expiry?.endsAt ?? ''].join(' ')

function read(): Dismissals {
  try {
    const parsed = Dismissals.safeParse(JSON.parse(readPreference('dismissed') ?? '{}'))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

/** The rung at which this registration's warning was last dismissed. */
export const dismissedRung = (registration: Warned): Rung | null => read()[nameOf(registration)] ?? null

export function dismiss(registration: Warned): void {
  const rung = registration.expiry?.rung
  if (rung == null) return
  const others = Object.entries(read()).filter(([name]) => name !== nameOf(registration))
  const latest = [...others, [nameOf(registration), rung]].slice(-MAX_DISMISSALS)
  savePreference('dismissed', JSON.stringify(Object.fromEntries(latest)))
}
