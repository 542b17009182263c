import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import { readClock, type ClockReading } from '#domain/clocks.ts'
import type { Stage, Step } from '#domain/diagnosis.ts'
import { glpiBase } from './address.ts'
import { readCryptKey } from './crypt-key.ts'
import type { Reply } from './exchange.ts'
import { GlpiFailure } from './failure.ts'
import { createLegacyRest, type LegacyRest, type Tokens } from './legacy-rest.ts'
import { startRun, type Found, type Run } from './run.ts'
import { judgeStored } from './stored.ts'

export type GlpiLookOptions = {
  /** A GLPI's address, as its users open it. */
  url: string
  /** The API token of a GLPI account; null looks whether the API answers, and no further. */
  userToken: string | null
  /** For an API client of GLPI's that asks for one. */
  appToken?: string | null
  /** The path of its `config/glpicrypt.key`, where this machine has it: then what is stored is opened, to tell its fingerprint. */
  cryptKeyFile?: string | null
  /** Milliseconds for the whole look; 10,000 by default. */
  budgetMs?: number
  now?: () => number
}

const CONNECT_MS = 5_000
const SIGN_OUT_MS = 2_000

/**
 * Looks at a GLPI from outside and changes nothing: does its API answer, does it let this account in, may the account see
 * the setup, and what is stored as the key. Goes there directly, never through a proxy. Never throws.
 */
export async function lookAtGlpi(
  options: GlpiLookOptions,
  emit: (line: DiagnosisLine) => void,
  signal: AbortSignal,
): Promise<{ steps: Step[]; clocks: ClockReading[] }> {
  const { userToken, appToken = null, budgetMs = 10_000, now = Date.now } = options
  const within = AbortSignal.any([signal, AbortSignal.timeout(budgetMs)])
  const run = startRun(emit, within, scrubFor([userToken ?? '', appToken ?? ''].filter(Boolean)))
  const { Agent } = await import('undici')
  const dispatcher = new Agent({ connections: 1, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: CONNECT_MS } })
  const rest = createLegacyRest({ base: glpiBase(options.url), heard: listener(run), dispatcher, signal: within, now })
  try {
    await walk(run, linksOf(options, run, rest), userToken !== null)
    await rest.signOut(AbortSignal.timeout(SIGN_OUT_MS)).catch(() => undefined)
  } finally {
    await dispatcher.destroy()
  }
  return { steps: run.steps, clocks: run.clocks }
}

type Link = [Stage, () => Promise<Found>]

/** Each link as long as those before it held; without a token the first alone. */
async function walk(run: Run, [reach, ...others]: readonly [Link, ...Link[]], hasToken: boolean): Promise<void> {
  let holds = await run.step(...reach)
  const reason = holds ? 'no-token' : 'earlier-failure'
  for (const [stage, work] of others) {
    if (holds && hasToken) holds = await run.step(stage, work)
    else run.skip(stage, hasToken ? 'earlier-failure' : reason)
  }
}

function linksOf(options: GlpiLookOptions, run: Run, rest: LegacyRest): [Link, ...Link[]] {
  const { userToken, appToken = null, cryptKeyFile = null } = options
  return [
    ['glpi-reach', () => rest.reach()],
    ['glpi-sign-in', () => signIn(run, rest, { user: userToken ?? '', app: appToken })],
    ['glpi-right', () => lookAtRight(run, rest)],
    ['glpi-stored', () => lookAtStored(rest, cryptKeyFile)],
  ]
}

/** Anything else in a header would be quoted by the errors of the stack. */
const TOKEN = /^[\x21-\x7e]{1,500}$/

async function signIn(run: Run, rest: LegacyRest, tokens: Tokens): Promise<void> {
  if (![tokens.user, tokens.app ?? 'none'].every((token) => TOKEN.test(token)))
    throw new GlpiFailure('glpi-sign-in-refused', 'NOT_A_TOKEN')
  await rest.signIn(tokens)
  // the session stands; a version that is not told changes nothing about that
  const version = await rest.version().catch(() => null)
  run.see({ 'glpi-version': version })
}

/** To look takes no more than to read; whether the account may also save is told beside it. */
async function lookAtRight(run: Run, rest: LegacyRest): Promise<Found> {
  const right = await rest.configRight()
  run.see({ rights: [right.read && 'read', right.update && 'update'].filter(Boolean).join(', ') || 'none' })
  return { cause: right.read ? null : 'right-missing' }
}

async function lookAtStored(rest: LegacyRest, cryptKeyFile: string | null): Promise<Found> {
  const cryptKey = cryptKeyFile === null ? null : await readCryptKey(cryptKeyFile)
  const stored = await rest.storedKey()
  // nobody has saved one; what would keep GLPI from storing it shows all the same
  if (stored === 'none')
    return cryptKey === 'missing' ? { cause: 'crypt-key-missing' } : { notNeeded: 'nothing-stored' }
  return judgeStored(stored.value, cryptKey)
}

/** Hears every reply: what it tells of itself, and once the time on GLPI's clock. */
const listener = (run: Run) => (reply: Reply) => {
  run.see(reply.facts)
  const theirs = Date.parse(reply.facts.date ?? '')
  if (Number.isNaN(theirs) || run.clocks.length > 0) return
  run.clock(readClock('glpi', { ...reply, theirs, resolutionMs: 1000 }))
}
