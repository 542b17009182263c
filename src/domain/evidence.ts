/** What came in place of an answer, for people to read: scrub it before it is shown. */
export type ReplyEvidence = {
  /** The reply's HTTP status. */
  status?: number
  /** The title of the HTML page that came. */
  title?: string
  /** `Location` of a redirect, without query. */
  location?: string
  /** The first line that a command, GLPI or a database said about it. */
  said?: string
}

/** Nothing that came is no evidence. */
export const isEmptyEvidence = (evidence: ReplyEvidence): boolean => Object.keys(evidence).length === 0
