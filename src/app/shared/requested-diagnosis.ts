/** A diagnosis somebody asked for on another page; `key` is one that is not saved. In memory alone: it may hold a key. */
type RequestedDiagnosis = { instance: string; key: string | null }

let asked: RequestedDiagnosis | null = null

export function requestDiagnosis(instance: string, key: string | null): void {
  asked = { instance, key }
}

/** null unless one was asked for, for this instance. */
export const isDiagnosisRequested = (instance: string): RequestedDiagnosis | null =>
  asked?.instance === instance ? asked : null

export function forgetDiagnosisRequest(): void {
  asked = null
}
