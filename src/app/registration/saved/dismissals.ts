import type { Registration } from '#contract/panel.ts'
import { RUNGS, type Rung } from '#domain/expiry.ts'
import { savePreference, readPreference } from '../../preferences.ts'

/** Enough for everyone but a fleet, whose warnings are better read elsewhere. */
const MAX_DISMISSALS = 100

type Warned = Pick<Registration, 'instance' | 'key' | 'expiry'>

/** A dismissal is of one period of one key in one instance: a renewal, or another key, warns again. */
const nameOf = ({ instance, key, expiry }: Warned): string =>
  [instance, key?.fingerprint ?? '', expiry?.endsAt ?? ''].join(' ')

function read(): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(readPreference('dismissed') ?? '{}')
    return typeof stored === 'object' && stored !== null ? { ...stored } : {}
  } catch {
    return {}
  }
}

/** The rung at which this registration's warning was last dismissed. */
export function dismissedRung(registration: Warned): Rung | null {
  const dismissed = read()[nameOf(registration)]
  return RUNGS.find((rung) => rung === dismissed) ?? null
}

export function dismiss(registration: Warned): void {
  const rung = registration.expiry?.rung
  if (rung == null) return
  const others = Object.entries(read()).filter(([name]) => name !== nameOf(registration))
  const latest = [...others, [nameOf(registration), rung]].slice(-MAX_DISMISSALS)
  savePreference('dismissed', JSON.stringify(Object.fromEntries(latest)))
}
