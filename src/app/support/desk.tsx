import '../ui/choices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { LANGUAGE_NAMES, LANGUAGES, isLanguage } from '#contract/languages.ts'
import type { Registration } from '#contract/panel.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Click } from '#domain/cause-catalogue/desk/steps.ts'
import { STEPS } from '#domain/cause-catalogue/desk/steps.ts'
import { causesOfSentence } from '#domain/glpi-sentences.ts'
import { CAUSE_TREES, leafFor, type Answers } from '#domain/question-trees.ts'
import type { PageFacts } from '#domain/support-code.ts'
import { causeOf } from '../shared/cause/catalogue.ts'
import { causePath } from '../shared/paths.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Field } from '../ui/field.tsx'
import { LabelledRow } from '../ui/labelled-row.tsx'
import { useCallNotes } from './call-notes.ts'
import { CallerLanguage, InBoth, useCaller } from './caller-language.tsx'
import { CallerScreen } from './caller-screen.tsx'
import { CLICK_WORDS } from './clicks.ts'
import { closingText } from './closing-text.ts'
import { QuestionTree } from './question-tree.tsx'
import { questionsAbout, type Topic } from './topic.ts'

type Props = {
  topic: Topic
  onTopic: (topic: Topic) => void
  /** Causes that were met beside the first. */
  others: readonly CauseCode[]
  /** From a code or a report; null where only what the caller sees is known. */
  page: PageFacts | null
  /** From a report. */
  registration: Registration | null
  code: string | null
}

/** Everything for one call: what it is, what the caller has on screen, what to ask, what to press, what to write down. */
export function Desk({ topic, onTopic, others, page, registration, code }: Props) {
  const { language } = useCallNotes().notes
  const [asked, setAsked] = useState<{ of: Topic; answers: Answers }>({ of: topic, answers: {} })
  const answers = asked.of === topic ? asked.answers : {}
  const cause = topic.is === 'cause' ? topic.code : null
  const beside = others.filter((other) => other !== cause)
  const goOn = (next: CauseCode) => onTopic({ is: 'cause', code: next })
  return (
    <CallerLanguage language={language} isPractice={page?.isPractice ?? false}>
      <LanguageOfCaller />
      <LabelledRow label={<Trans>The caller’s screen</Trans>}>
        <CallerScreen topic={topic} page={page} registration={registration} />
      </LabelledRow>
      {cause && (
        <LabelledRow label={<Trans>The cause</Trans>}>
          <InBoth>
            <OfCause code={cause} />
          </InBoth>
        </LabelledRow>
      )}
      {topic.is === 'glpi' && (
        <Causes label={<Trans>It can be</Trans>} codes={causesOfSentence(topic.code)} onCause={goOn} />
      )}
      {beside.length > 0 && <Causes label={<Trans>Also seen</Trans>} codes={beside} onCause={goOn} />}
      <LabelledRow label={<Trans>To ask</Trans>}>
        <QuestionTree
          branch={questionsAbout(topic)}
          cause={cause}
          answers={answers}
          onAnswers={(changed) => setAsked({ of: topic, answers: changed })}
          onCause={goOn}
        />
      </LabelledRow>
      <ToPress click={clickFor(topic, answers)} />
      <Closing topic={topic} answers={answers} code={code} />
    </CallerLanguage>
  )
}

function LanguageOfCaller() {
  const { notes, onNotes } = useCallNotes()
  const id = useId()
  return (
    <div className="lk-row">
      <label className="lk-row-label" htmlFor={id}>
        <Trans>Caller’s language</Trans>
      </label>
      <div className="lk-row-value">
        <select
          id={id}
          className="form-select lk-caller-language"
          value={notes.language}
          onChange={({ target }) => isLanguage(target.value) && onNotes({ ...notes, language: target.value })}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each} lang={each} translate="no">
              {LANGUAGE_NAMES[each]}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

function OfCause({ code }: { code: CauseCode }) {
  const { i18n } = useLingui()
  const { title, meaning, caller } = causeOf(code)
  return (
    <>
      <p>
        <Link href={causePath(code)}>{i18n._(title)}</Link> <code translate="no">{code}</code>
      </p>
      <p>{i18n._(meaning)}</p>
      <p className="lk-say" data-first="true">
        <span className="text-secondary">
          <Trans>Say next:</Trans>
        </span>{' '}
        <q>{i18n._(caller)}</q>
      </p>
    </>
  )
}

type CausesProps = { label: ReactNode; codes: readonly CauseCode[]; onCause: (code: CauseCode) => void }

function Causes({ label, codes, onCause }: CausesProps) {
  const { i18n } = useLingui()
  return (
    <LabelledRow label={label}>
      <ul className="lk-choices">
        {codes.map((code) => (
          <li key={code}>
            <Button variant="link" onClick={() => onCause(code)}>
              {i18n._(causeOf(code).title)}
            </Button>
          </li>
        ))}
      </ul>
    </LabelledRow>
  )
}

/** Where the answers lead to a step, what that asks to press; else what shows whether the cause is gone. */
function clickFor(topic: Topic, answers: Answers): Click | null {
  const leaf = leafFor(questionsAbout(topic), answers)
  if (leaf?.is === 'step') return STEPS[leaf.step].click
  return topic.is === 'cause' ? CAUSE_TREES[topic.code].click : null
}

function ToPress({ click }: { click: Click | null }) {
  if (click === null) return null
  return (
    <LabelledRow label={<Trans>To press</Trans>}>
      <InBoth>
        <Clicks click={click} />
      </InBoth>
    </LabelledRow>
  )
}

function Clicks({ click }: { click: Click }) {
  const { i18n } = useLingui()
  return (
    <ul className="lk-clicks">
      {CLICK_WORDS[click].map((words) => (
        <li key={words.id}>{i18n._(words)}</li>
      ))}
    </ul>
  )
}

type ClosingProps = { topic: Topic; answers: Answers; code: string | null }

/** For the ticket, in each language. */
function Closing(call: ClosingProps) {
  const { notes, onNotes } = useCallNotes()
  const { ticket } = notes
  const { t, i18n } = useLingui()
  const caller = useCaller()
  const own = closingText({ ...call, ticket }, i18n)
  const theirs = caller && closingText({ ...call, ticket }, caller)
  return (
    <section className="lk-closing" aria-label={t`Closing text`}>
      <Field
        label={t`Ticket number`}
        hint={t`It stays on this page.`}
        value={ticket}
        maxLength={60}
        onChange={(event) => onNotes({ ...notes, ticket: event.target.value })}
      />
      <LabelledRow label={<Trans>Closing text</Trans>}>
        <div className={theirs === null ? undefined : 'lk-both'}>
          <pre>{own}</pre>
          {theirs !== null && (
            <pre lang={caller?.locale} translate="no">
              {theirs}
            </pre>
          )}
        </div>
        <div className="lk-actions">
          <CopyButton text={own}>
            <Trans>Copy the text</Trans>
          </CopyButton>
          {theirs !== null && (
            <CopyButton text={theirs}>
              <Trans>Copy it in the caller’s language</Trans>
            </CopyButton>
          )}
        </div>
      </LabelledRow>
    </section>
  )
}
