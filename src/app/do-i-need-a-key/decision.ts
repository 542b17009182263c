/** The questions in their order, each with its answers. The address keeps what was answered. */
const ANSWERS = {
  where: ['own', 'cloud'],
  want: ['glpi', 'open-source', 'official', 'third-party', 'subscription'],
  how: ['by-hand', 'marketplace'],
} as const

export type NeedQuestion = keyof typeof ANSWERS
export type NeedAnswer = (typeof ANSWERS)[NeedQuestion][number]

/** The results that the answers lead to. */
export type NeedOutcome =
  | 'managed'
  | 'not-needed'
  | 'not-needed-by-hand'
  | 'free-registration'
  | 'official-plugin'
  | 'seller-decides'
  | 'subscription-key'

export type Given = { question: NeedQuestion; answer: NeedAnswer }
export type Decision = { given: Given[] } & (
  | { question: NeedQuestion; answers: readonly NeedAnswer[]; outcome?: never }
  | { outcome: NeedOutcome; question?: never }
)

/** Where an answer leads: to the next question, or to the end. */
const LEADS_TO: Record<NeedAnswer, { question: NeedQuestion } | { outcome: NeedOutcome }> = {
  own: { question: 'want' },
  cloud: { outcome: 'managed' },
  glpi: { outcome: 'not-needed' },
  'open-source': { question: 'how' },
  official: { outcome: 'official-plugin' },
  'third-party': { outcome: 'seller-decides' },
  subscription: { outcome: 'subscription-key' },
  'by-hand': { outcome: 'not-needed-by-hand' },
  marketplace: { outcome: 'free-registration' },
}

/** How far the answers of an address lead. What is no answer to a question that is asked counts for nothing. */
export function decide(search: string): Decision {
  const written = new URLSearchParams(search)
  const given: Given[] = []
  let question: NeedQuestion = 'where'
  for (;;) {
    const answers: readonly NeedAnswer[] = ANSWERS[question]
    const answer = answers.find((one) => one === written.get(question))
    if (answer === undefined) return { given, question, answers }
    given.push({ question, answer })
    const next = LEADS_TO[answer]
    if ('outcome' in next) return { given, outcome: next.outcome }
    question = next.question
  }
}

/** The address that keeps these answers. */
export const decisionPath = (given: readonly Given[]): string =>
  ['/do-i-need-a-key', new URLSearchParams(given.map(({ question, answer }) => [question, answer])).toString()]
    .filter(Boolean)
    .join('?')
