import { inject } from 'vitest'
import { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Conclusion, Step } from '#domain/diagnosis.ts'
import { diagnose } from '#glpi-network/diagnose.ts'
import { environmentOf, latchkey } from '../rig/latchkey.ts'
import type { Situation } from './fault.ts'
import { KEY } from './secrets.ts'

/** What a diagnosis came to, and every word that was said meanwhile. */
export type Told = { conclusion: Conclusion; steps: readonly Step[]; said: string }

const UID = 'u'.repeat(40)

/** In this process; `proxy` null goes direct. Without `budgetMs` it takes the time of every real run. */
export async function inProcess(
  { services, key = KEY }: Situation,
  proxy: string | null,
  budgetMs?: number,
): Promise<Told> {
  const { certificates } = inject('setting')
  const ca = certificates ? { ca: certificates.root } : {}
  const budget = budgetMs === undefined ? {} : { budgetMs }
  const lines: DiagnosisLine[] = []
  const diagnosis = await diagnose(
    { servicesUrl: services, proxy, ...ca, keyText: key, uid: UID, language: 'en', ...budget },
    (line) => void lines.push(line),
  )
  return { ...diagnosis, said: JSON.stringify([lines, diagnosis]) }
}

/** As a person types it. */
export async function fromCommandLine(
  { services, key = KEY, clock }: Situation,
  proxy: string | null,
  maxSeconds: number,
): Promise<Told> {
  const env = environmentOf({ rootFile: inject('setting').rootFile, proxy, clock })
  const { stdout, stderr } = await latchkey(
    ['doctor', '--json', '--services', services, '--max-time', String(maxSeconds)],
    key,
    env,
  )
  const read = stdout
    .trim()
    .split('\n')
    .map((line) => DiagnosisLine.safeParse(jsonOf(line)).data)
  const end = read.find((line) => line?.line === 'end')
  if (!end) throw new Error(`doctor came to no end:\n${stdout}\n${stderr}`)
  const steps = read.filter((line) => line?.line === 'step')
  return { conclusion: end.conclusion, steps, said: stdout + stderr }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
