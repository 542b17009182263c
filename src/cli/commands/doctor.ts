import { servicesOf } from '../ask-vendor.ts'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Diagnosis } from '#domain/diagnosis.ts'
import { diagnose } from '#glpi-network/diagnose.ts'
import type { reportHere } from '#server/report.ts'
import { inspectForDoctor, type DoctorGlpiOptions } from '../doctor/inspect-for-doctor.ts'
import { paintFor } from '../doctor/paint.ts'
import { plainLine } from '../doctor/plain.ts'
import { askedAsOf, readAskedAs, type AskedAsOptions } from '../asked-as.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { EXIT, EXIT_OF, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'
import { readKeyText } from '../key-input.ts'

export type DoctorOptions = DoctorGlpiOptions &
  AskedAsOptions & {
    services?: string
    /** Seconds. */
    maxTime?: number
    language: string
    keyFile?: string
    /** false: `--no-key`. */
    key: boolean
    json?: boolean
    report?: 'json' | 'markdown'
  }

/**
 * `latchkey doctor`: every link between this machine and GLPI Network's verdict. Nothing is stored. What its first line does not need is
 * loaded after it: a network that does not answer is trying enough.
 */
export async function doctor(world: World, options: DoctorOptions): Promise<ExitCode> {
  const { services: asked, report } = options
  const { uid, glpiVersion } = await readAskedAs(options)
  const servicesUrl = servicesOf(world, asked)
  const after = await inspectForDoctor(world, servicesUrl, options)
  const keyText = options.key ? await readKeyToDiagnose(world, options.keyFile) : null
  const stopper = new AbortController()
  void world.untilStopped().then(() => stopper.abort())
  const reporter = options.json ? jsonReporter(world) : await textReporter(world, report === undefined ? 'out' : 'err')
  const path = { servicesUrl, env: world.env, glpiVersion }
  const askedAs = askedAsOf({ uid, glpiVersion })
  const diagnosis = await diagnose(
    {
      ...path,
      uid,
      language: options.language,
      keyText,
      ...(after && { after }),
      ...(options.maxTime && { budgetMs: options.maxTime * 1000 }),
      signal: stopper.signal,
      now: () => world.now(),
    },
    reporter.show,
  )
  const isCut = stopper.signal.aborted
  await reporter.end(isCut ? null : diagnosis)
  if (isCut) {
    world.printMessage(`latchkey: ${world.say(CLI_WORDS.stopped)}`)
    return EXIT.stopped
  }
  if (report !== undefined) world.print(await reportText(world, { ...path, askedAs }, diagnosis, report))
  return exitOf(diagnosis, keyText)
}

type Reporter = { show: (line: DiagnosisLine) => void; end: (diagnosis: Diagnosis | null) => Promise<void> }

const jsonReporter = (world: World): Reporter => ({
  show: (line) => world.print(JSON.stringify(line)),
  end: () => Promise.resolve(),
})

/** A tree that fills in on a terminal, else one line for each step. */
async function textReporter(world: World, stream: 'out' | 'err'): Promise<Reporter> {
  const write = (line: string) => (stream === 'out' ? world.print(line) : world.printMessage(line))
  const screen = world.env['TERM'] === 'dumb' ? null : world.screen(stream)
  const paint = screen ? paintFor(world.env) : paintFor({ NO_COLOR: '1' })
  const live = screen && (await import('../doctor/live.ts')).liveTree(screen, paint, world.say)
  return {
    show(line) {
      if (live) live.show(line)
      else {
        const text = plainLine(world.say, line)
        if (text !== null) write(text)
      }
    },
    async end(diagnosis) {
      live?.stop()
      if (!diagnosis) return
      const { summaryLines } = await import('../doctor/summary-lines.ts')
      write('')
      for (const line of summaryLines(world.say, diagnosis, paint, screen?.columns ?? 100)) write(line)
    },
  }
}

type ReportedPath = Omit<Parameters<typeof reportHere>[0], 'sandbox'>

async function reportText(
  world: World,
  path: ReportedPath,
  diagnosis: Diagnosis,
  format: 'json' | 'markdown',
): Promise<string> {
  const { reportHere: makeReport } = await import('#server/report.ts')
  const known = { createdAt: new Date(world.now()).toISOString(), registration: null, diagnosis, history: [] }
  const report = makeReport({ ...path, sandbox: false }, known)
  if (format === 'json') return JSON.stringify(report, null, 2)
  const { reportMarkdown } = await import('#contract/report-markdown.ts')
  return reportMarkdown(report, (words) => world.say(words)).trimEnd()
}

function exitOf({ steps, observation }: Diagnosis, keyText: string | null): ExitCode {
  const ended = (stage: string, outcome: string) =>
    steps.some((step) => step.route === 'used' && step.stage === stage && step.outcome === outcome)
  if (ended('text', 'failed')) return EXIT.notAKey
  if (keyText === null) return ended('json', 'passed') ? EXIT.good : EXIT.noAnswer
  return observation === null ? EXIT.noAnswer : EXIT_OF[observation.verdict]
}

/**
 * The cleaned key; the original text if nothing in it could be a key, for the diagnosis to judge; null if none was given, as in a
 * terminal or with an empty stdin.
 */
async function readKeyToDiagnose(world: World, keyFile: string | undefined): Promise<string | null> {
  const fromEnvironment = world.env['LATCHKEY_KEY'] ?? ''
  if (keyFile === undefined && fromEnvironment === '' && world.stdinIsTerminal) return null
  const text = await readKeyText(world, keyFile)
  if (keyFile === undefined && text.trim() === '') return null
  const { inspectKey } = await import('#domain/key.ts')
  const inspection = inspectKey(text)
  if (inspection.key === null) return text
  if (inspection.edits.length > 0) {
    const { editsInWords } = await import('../words.ts')
    world.printMessage(world.say(CLI_WORDS.cleaned, { edits: editsInWords(world.say, inspection) }))
  }
  return inspection.key
}
