/** The colour of a status. Always beside words, never instead of them. */
export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral'
