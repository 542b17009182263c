import type { CauseCode } from '../cause-codes.ts'

/** A Lingui message descriptor; its comment `i18n` shows it to the extractor. */
export type Words = { id: string; message: string }

export type Cause = {
  severity: 'danger' | 'warning' | 'info'
  /** Under 60 characters. */
  title: Words
  meaning: Words
  /** The next step, and whose it is. */
  next: Words
  /** Where GLPI shows or documents it. */
  glpi: Words
  /** What support staff say to the caller next: at most two sentences that can be spoken, an instruction or a question. */
  caller: Words
}

/** Replaces a cause's general words; what is omitted stays general. */
export type OtherWords = Partial<Omit<Cause, 'severity'>>

export type Catalogue = Partial<Record<CauseCode, Cause>>
