/** As servers write it (RFC 9110, 5.6.7), in the form of today and the two of old; all are by GMT. */
const FORMS = [
  /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (GMT|UTC|\+0000)$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/** No clock of our time shows a later one. */
const LATEST = Date.UTC(2100, 0)

/** Milliseconds since the epoch; null for what is no date of a header, or none of our time: whatever a header says is said by somebody. */
export function readHttpDate(header: unknown): number | null {
  if (typeof header !== 'string') return null
  const text = header.trim()
  const form = FORMS.findIndex((one) => one.test(text))
  if (form === -1) return null
  const ms = Date.parse(form === 2 ? `${text} GMT` : text)
  return ms >= 0 && ms < LATEST ? ms : null
}
