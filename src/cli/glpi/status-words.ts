import type { InspectionJudgement } from './inspection-result.ts'

const TO_PROVE = 'prove it anew with --prove'

/** What a GLPI holds, in one sentence: what was seen, and when. What was not seen is not known. */
export function statusWords({ standing, storage, readable, provenAt, goneSince }: InspectionJudgement): string {
  switch (standing) {
    case 'wanted':
      if (readable) return 'GLPI holds the key, and can read it'
      return provenAt === null
        ? `GLPI holds the key; whether GLPI can read it is not known: ${TO_PROVE}`
        : `the value proven on ${provenAt} is still there; whether GLPI can read it now is not known: ${TO_PROVE}`
    case 'unproven':
      return 'GLPI holds a key; whether it is the right one cannot be told by the methods that are set'
    case 'other':
      return 'GLPI holds another key, or what is none'
    case 'missing':
      if (storage === 'blank')
        return 'the value in GLPI is empty: it was emptied there, or GLPI could not encrypt the key'
      return goneSince === null ? 'GLPI has no key' : `GLPI has no key any more, known since ${goneSince}`
    case 'unreadable':
      return 'GLPI cannot read what it has stored'
    case 'unseen':
      break
  }
  return 'what GLPI holds was not seen'
}
