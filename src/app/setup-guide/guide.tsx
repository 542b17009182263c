import { Trans, useLingui } from '@lingui/react/macro'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import type { Instance, Registration } from '#contract/panel.ts'
import { currentStep, doneSteps, stepsOf, type SetupStep } from '#domain/setup-steps.ts'
import type { EntryProgress } from '../shared/entry/entry-form.tsx'
import { setupGuidePath } from '../shared/paths.ts'
import { useMay } from '../shared/queries/session.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { LoadingPart } from '../ui/loading-part.tsx'
import { isKeyWanted, setupFacts, tickTakenBack } from './facts.ts'
import { GuideHead } from './guide-head.tsx'
import { useNote } from './note.ts'
import { PaperGuide } from './paper-guide.tsx'
import { PracticeChoice, PracticeLink } from './practice-choice.tsx'
import { ReadOut } from './read-out.tsx'
import { StepList } from './step-list.tsx'
import { LazyAddInstance, StepPart } from './step-part.tsx'
import { STEP_WORDS } from './step-words.ts'
import { WhenDone } from './when-done.tsx'

const KeyEntryForm = lazyWithRetry(() => import('../shared/entry/entry-form.tsx'), 'KeyEntryForm')

/** The forms of its steps. */
export const preloadForms = (): Promise<unknown> => Promise.all([LazyAddInstance.preload(), KeyEntryForm.preload()])

type Props = { instance: Instance | null; registration: Registration | null }

const EMPTY_BOX: EntryProgress = { isWhole: false, isAccepted: false }
const ENTRY_STEPS: ReadonlySet<SetupStep> = new Set(['paste', 'check', 'save'])

/** From nothing to an open marketplace: where one is follows from what was observed, and from what the person said. */
export function Guide({ instance, registration }: Props) {
  const { i18n } = useLingui()
  const [, go] = useLocation()
  const id = instance?.id ?? null
  const [progress, setProgress] = useState(EMPTY_BOX)
  const [note, changeNote] = useNote(id)
  const mayCheck = useMay('checkKeys')
  const hasBox = registration !== null && isKeyWanted(registration)
  const inBox = hasBox ? progress : EMPTY_BOX
  const facts = setupFacts(instance, registration, inBox, note)
  const steps = stepsOf(facts)
  const done = new Set(doneSteps(facts))
  const current = currentStep(facts)
  const asked = new URLSearchParams(useSearch()).get('step')
  const lookedAt = steps.find((step) => step === asked) ?? null
  const shown = lookedAt ?? current ?? 'open'
  const words = STEP_WORDS[shown]
  const { heading, wantFocus } = useFocusKept(shown)
  const hrefOf = (step: SetupStep) => setupGuidePath(id, step)
  const takenBack = tickTakenBack(shown, facts, note)
  useNextStepAnnounced(current)
  // moves on with the step that has just been finished, but never away from an earlier step that is being read
  useOnceDone(lookedAt, done, () => go(setupGuidePath(id), { replace: true }))
  const back = steps[steps.indexOf(shown) - 1]
  return (
    <div className="lk-card lk-guide">
      <GuideHead>
        <span className="lk-guide-tools">
          {instance === null && <PracticeLink />}
          <Button variant="link" icon={<IconPrinter size={16} aria-hidden="true" />} onClick={() => print()}>
            <Trans>Print all steps</Trans>
          </Button>
        </span>
      </GuideHead>
      <div className="lk-guide-body">
        <StepList steps={steps} done={done} current={current} shown={shown} hrefOf={hrefOf} onChoose={wantFocus} />
        <section className="lk-guide-step" aria-labelledby="step">
          <h2 id="step" ref={heading} tabIndex={-1}>
            {i18n._(words.title)}
          </h2>
          {current === null && shown === 'open' && <WhenDone />}
          <p>{i18n._(words.click)}</p>
          <p>
            <strong>
              <Trans>You should see:</Trans>
            </strong>{' '}
            {i18n._(words.see)}
          </p>
          {words.unconfirmed && <p className="text-secondary">{i18n._(words.unconfirmed)}</p>}
          <StepPart
            step={shown}
            isDone={done.has(shown)}
            instance={instance}
            registration={registration}
            onAdded={(added) => go(setupGuidePath(added), { state: ARRIVED })}
            onTold={(toldUpTo) => {
              wantFocus()
              changeNote({ toldUpTo })
            }}
            onPasted={() => {
              wantFocus()
              changeNote({ pastedKeyOf: registration?.key?.savedAt ?? null })
            }}
            onUndo={
              takenBack &&
              (() => {
                // the button that was pressed goes away
                heading.current?.focus()
                changeNote(takenBack)
              })
            }
            toBox={
              <Link href={hrefOf('paste')} onClick={wantFocus}>
                <Trans>I already have a key</Trans>
              </Link>
            }
          />
          {/* stays mounted while other steps are open: the pasted text must not be lost */}
          {hasBox && mayCheck && instance !== null && (
            <div className="lk-guide-part lk-guide-entry" hidden={!ENTRY_STEPS.has(shown)}>
              <LoadingBoundary fallback={<LoadingPart />}>
                <KeyEntryForm
                  registration={registration}
                  sandbox={instance.sandbox}
                  onSaved={() => setProgress(EMPTY_BOX)}
                  onProgress={setProgress}
                />
              </LoadingBoundary>
            </div>
          )}
          {hasBox && !mayCheck && ENTRY_STEPS.has(shown) && <WhoMay capability="changeKeys" />}
          <Otherwise step={shown} />
          <div className="lk-guide-say">
            <p className="text-secondary">
              <Trans>For support, to say on the telephone</Trans>
            </p>
            <q>{i18n._(words.say)}</q>
          </div>
          <footer className="lk-actions lk-guide-foot">
            {back && (
              <Link className="btn" href={hrefOf(back)} onClick={wantFocus}>
                <Trans>Back</Trans>
              </Link>
            )}
            {current !== null && shown !== current && (
              <Link className="btn" href={hrefOf(current)} onClick={wantFocus}>
                <Trans>To where you are: {i18n._(STEP_WORDS[current].title)}</Trans>
              </Link>
            )}
            <span className="lk-spring" />
            {shown === current && <span className="text-secondary">{i18n._(words.movesOn)}</span>}
          </footer>
        </section>
      </div>
      {instance === null && <PracticeChoice />}
      <ReadOut steps={steps} />
      <PaperGuide steps={steps} />
    </div>
  )
}

function Otherwise({ step }: { step: SetupStep }): ReactNode {
  const { i18n } = useLingui()
  return (
    <>
      <h3>
        <Trans>If you see something else</Trans>
      </h3>
      <dl className="lk-guide-otherwise">
        {STEP_WORDS[step].otherwise.map((one) => (
          <div key={one.sees.id}>
            <dt>{i18n._(one.sees)}</dt>
            <dd>{i18n._(one.do)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Left with the address: one who has just added a GLPI goes on reading at the next step. */
const ARRIVED = 'arrived'

/**
 * The focus goes to the step's heading where one chose the step, and where what had it is gone. Otherwise it stays: a step that is done
 * while one types elsewhere must not take it.
 */
function useFocusKept(shown: SetupStep) {
  const hasArrived = useHistoryState<unknown>() === ARRIVED
  const heading = useRef<HTMLHeadingElement>(null)
  const isWanted = useRef(hasArrived)
  const before = useRef<SetupStep | null>(hasArrived ? null : shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isWanted.current || isLost) heading.current?.focus()
    isWanted.current = false
  }, [shown])
  return {
    heading,
    wantFocus: () => {
      isWanted.current = true
    },
  }
}

/** Says that a step is done by itself, by naming the next one. */
function useNextStepAnnounced(current: SetupStep | null) {
  const { t, i18n } = useLingui()
  const before = useRef(current)
  const say = useEffectEvent(() =>
    announce(current === null ? t`All steps are done.` : t`Now: ${i18n._(STEP_WORDS[current].title)}`),
  )
  useEffect(() => {
    if (before.current === current) return
    before.current = current
    say()
  }, [current])
}

/** Acts when a step that was not done is, while it is the same one. */
function useOnceDone(step: SetupStep | null, done: ReadonlySet<SetupStep>, onDone: () => void) {
  const isDone = step !== null && done.has(step)
  const before = useRef({ step, isDone })
  const act = useEffectEvent(onDone)
  useEffect(() => {
    const wasOpen = before.current.step === step && !before.current.isDone
    before.current = { step, isDone }
    if (wasOpen && isDone) act()
  }, [step, isDone])
}
