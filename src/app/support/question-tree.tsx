import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import type { CauseCode } from '#domain/cause-codes.ts'
import { QUESTION_WORDS, type QuestionCode } from '#domain/cause-catalogue/desk/questions.ts'
import { STEPS } from '#domain/cause-catalogue/desk/steps.ts'
import type { Answers, Branch, Leaf, Question } from '#domain/question-trees.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { InBoth } from './caller-language.tsx'

type Props = {
  branch: Branch
  /** Whose tree it is: its next step is one of the ends. */
  cause: CauseCode | null
  answers: Answers
  /** The answers that lead to here: who answers what is asked here has given them. */
  before?: Answers
  onAnswers: (answers: Answers) => void
  onCause: (cause: CauseCode) => void
}

/** Every question with both of its answers, and where each leads. */
export const QuestionTree = ({ branch, ...rest }: Props) =>
  branch.is === 'question' ? <Asked question={branch} {...rest} /> : <End leaf={branch} {...rest} />

function Asked({ question, ...rest }: Omit<Props, 'branch'> & { question: Question }) {
  const id = useId()
  const { ask, expected } = question
  const { answers, before, onAnswers } = rest
  return (
    <div className="lk-asked">
      <div id={id} className="lk-ask">
        <InBoth>
          <Ask code={ask} />
        </InBoth>
      </div>
      <ul>
        {(['yes', 'no'] as const).map((answer) => (
          <li key={answer} data-left={answers[ask] !== undefined && answers[ask] !== answer}>
            <button
              type="button"
              className="lk-chip"
              aria-pressed={answers[ask] === answer}
              aria-describedby={id}
              onClick={() => onAnswers({ ...answers, ...before, [ask]: answers[ask] === answer ? undefined : answer })}
            >
              {answer === 'yes' ? <Trans>If yes</Trans> : <Trans>If no</Trans>}
              {answer === expected && (
                <small>
                  {' '}
                  <Trans>(expected)</Trans>
                </small>
              )}
            </button>
            <QuestionTree branch={question[answer]} {...rest} before={{ ...before, [ask]: answer }} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Ask({ code }: { code: QuestionCode }) {
  const { i18n } = useLingui()
  return <q>{i18n._(QUESTION_WORDS[code])}</q>
}

function End({ leaf, cause, onCause }: Omit<Props, 'branch'> & { leaf: Leaf }) {
  const { i18n } = useLingui()
  if (leaf.is === 'cause') {
    const title = i18n._(causeOf(leaf.cause).title)
    return (
      <Button variant="link" onClick={() => onCause(leaf.cause)}>
        <Trans>Then it is: {title}</Trans>
      </Button>
    )
  }
  return (
    <InBoth>
      <EndWords leaf={leaf} cause={cause} />
    </InBoth>
  )
}

function EndWords({ leaf, cause }: { leaf: Leaf; cause: CauseCode | null }) {
  const { i18n } = useLingui()
  if (leaf.is === 'step') return <p>{i18n._(STEPS[leaf.step].words)}</p>
  return cause && <p>{i18n._(causeOf(cause).next)}</p>
}
