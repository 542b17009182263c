import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import * as z from 'zod/mini'
import { EXIT } from '#cli/exit.ts'
import { fleetJsonSchema } from '#cli/fleet/schema.ts'
import { MONITORING_EXITS } from '#cli/monitoring-line.ts'
import { latchkey } from '#cli/testing/latchkey.ts'
import { memoryGlpis } from '#cli/testing/memory-glpis.ts'
import { allRoutes } from '#contract/api.ts'
import type { ApiRoute } from '#contract/api/route.ts'
import { Problem, REQUEST_CODES } from '#contract/problem.ts'
import { ProblemError, problemOf } from '#contract/problem-error.ts'
import { Report } from '#contract/report.ts'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { metricsParts } from '#notices/metrics.ts'
import { AUDIT_COLUMNS } from '#server/http/audit.ts'
import { startSandbox } from '#sandbox/server.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { version } from '../../../package.json'
import type { Contracts, CommandContract, RouteContract } from './contracts.ts'
import { shareShapes } from './share-shapes.ts'
import { definedProgram } from '../defined-program.ts'

/** All contracts, read from the code itself. */
export async function presentContracts(): Promise<Contracts> {
  const contracts: Omit<Contracts, '$defs'> = {
    version,
    routes: routeContracts(),
    problem: z.toJSONSchema(Problem),
    problemStatus: Object.fromEntries(
      REQUEST_CODES.map((code) => [code, problemOf(new ProblemError(code, '')).status]),
    ),
    causeCodes: [...CAUSE_CODES],
    commands: commandContracts(),
    exitCodes: { ...EXIT },
    monitoringExits: { ...MONITORING_EXITS },
    jsonOutput: await jsonOutput(),
    fleetFile: fleetJsonSchema(),
    report: { written: schemaOf(Report, 'output'), read: schemaOf(Report, 'input') },
    settings: settingNames(),
    metrics: metricNames(),
    auditColumns: [...AUDIT_COLUMNS],
  }
  return shareShapes(contracts)
}

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' })

function routeContracts(): Record<string, RouteContract> {
  const documented = allRoutes.filter(({ isUndocumented }) => !isUndocumented)
  return Object.fromEntries(documented.map((route) => [`${route.method} ${route.path}`, routeContract(route)]))
}

function routeContract({
  role,
  token,
  query = {},
  status,
  body,
  reply,
  line,
  event,
  text,
  redirects,
}: ApiRoute): RouteContract {
  const shape = reply ?? line ?? event
  const ways = [reply && 'json', line && 'lines', event && 'events', text, redirects && 'redirect'].filter(
    (way) => typeof way === 'string',
  )
  const answers = ways.length > 0 ? ways : ['nothing']
  return {
    role,
    token: token ?? null,
    query: Object.keys(query),
    status: status ?? (redirects ? 302 : answers[0] === 'nothing' ? 204 : 200),
    answers,
    ...(body && { body: schemaOf(body, 'input') }),
    ...(shape && { reply: schemaOf(shape, 'output') }),
  }
}

function commandContracts(): Record<string, CommandContract> {
  const program = definedProgram()
  const found: [string, CommandContract][] = []
  const visit = (command: Command, words: string): void => {
    found.push([words, commandContract(command)])
    // hidden ones are for our own scripts
    for (const one of command.createHelp().visibleCommands(command))
      if (one.name() !== 'help') visit(one, `${words} ${one.name()}`.trim())
  }
  visit(program, '')
  return Object.fromEntries(found)
}

function commandContract(command: Command): CommandContract {
  const named = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`
    return argument.required ? `<${name}>` : `[${name}]`
  })
  const options = command.options
    .filter(({ hidden }) => !hidden)
    .map(({ long, flags, mandatory, argChoices }) => [
      long ?? flags,
      { flags, isRequired: mandatory, ...(argChoices && { choices: argChoices }) },
    ])
  return { arguments: named, options: Object.fromEntries(options) }
}

/** Of three commands with nothing but the sandbox and GLPIs in memory around them. */
async function jsonOutput(): Promise<Contracts['jsonOutput']> {
  const sandbox = await startSandbox({ port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  try {
    const key = sandboxKey('standard')
    const env = { LATCHKEY_SERVICES_URL: sandbox.url, KEY: key, TOKEN: 'a-token' }
    const fleet = join(folder, 'fleet.yaml')
    writeFileSync(
      fleet,
      'version: 1\nkey: env:KEY\ninstances: [{ name: one, rest: { url: https://glpi.example, userToken: env:TOKEN } }]\n',
    )
    const { openGlpi } = memoryGlpis()
    const glpis = { env, openGlpi: () => Promise.resolve(openGlpi) }
    const runs = [
      ['inspect --json', await latchkey('inspect --json', { stdin: `Key:\n${key}` })],
      ['check --json', await latchkey('check --json', { env, stdin: key })],
      ['fleet plan', await latchkey(['fleet', 'plan', '--file', fleet], glpis)],
      ['fleet status', await latchkey(['fleet', 'status', '--file', fleet], glpis)],
    ] as const
    return Object.fromEntries(runs.map(([name, { out }]) => [name, pathsOfLines(out)]))
  } finally {
    rmSync(folder, { recursive: true })
    await sandbox.close()
  }
}

/** A line that says what it is has a name for that: `line`. */
function pathsOfLines(out: string): string[] {
  const lines: Record<string, unknown>[] = out.split('\n').map((line) => JSON.parse(line))
  const paths = lines.flatMap((line) => pathsOf(line, typeof line['line'] === 'string' ? `${line['line']}: ` : ''))
  return [...new Set(paths)].toSorted()
}

function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, each]) =>
    pathsOf(each, /(^|: )$/.test(path) ? `${path}${name}` : `${path}.${name}`),
  )
}

const SOURCES = fileURLToPath(new URL('../../', import.meta.url))
const READS_SETTINGS =
  /^(cli|contract|glpi|glpi-network|net|notices|server)\/(?!.*(testing\/|\.(spec|long)\.ts$)).*\.ts$/
const SETTING = /\bLATCHKEY_[A-Z][A-Z_]*[A-Z]\b(?!_)/g
/** What only tests set. */
const OF_TESTS = /^LATCHKEY_TEST/

/** Every environment variable that the program's sources name. */
function settingNames(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => READS_SETTINGS.test(name))
  const names = files.flatMap((name) => readFileSync(join(SOURCES, name), 'utf8').match(SETTING) ?? [])
  return [...new Set(names)].filter((name) => !OF_TESTS.test(name)).toSorted()
}

function metricNames(): Contracts['metrics'] {
  const watched = {
    id: 'one',
    name: 'One',
    sandbox: false,
    state: 'active',
    checkedAt: '2030-01-01T00:00:00.000Z',
    warning: { kind: 'none', severity: 'ok', days: 9 },
    expiry: null,
    warnings: [],
  } as const
  const text = [...metricsParts([watched])].join('')
  const samples = [...text.matchAll(/^([a-z_]+)\{(.*)\} /gm)].map(([, name = '', labels = '']) => {
    const of = [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label)
    return [name, of] as const
  })
  return Object.fromEntries(samples)
}
