import type { World } from './world.ts'

/** What may stand in a line of the log. Anything else stays out: a field that nobody thought of may hold a secret. */
export type LogFields = {
  event: 'note' | 'fault' | 'request' | 'certificate' | 'stopping' | 'skipped'
  message?: string | undefined
  stack?: string | undefined
  signal?: string | undefined
  method?: string | undefined
  /** As the contract has it: a path may hold a token. */
  route?: string | undefined
  status?: number | undefined
  ms?: number | undefined
  /** The number of the sign-in. */
  session?: number | undefined
  count?: number | undefined
}

const ALLOWED = [
  'event',
  'message',
  'stack',
  'signal',
  'method',
  'route',
  'status',
  'ms',
  'session',
  'count',
] as const satisfies readonly (keyof LogFields)[]

export type ServeLog = {
  info(fields: LogFields): void
  error(fields: LogFields): void
  /** Resolves when every line is written. */
  flush(): Promise<void>
}

/** More lines than this in a second are left out. Otherwise anyone who can cause one could fill the disk. */
const MOST_A_SECOND = 50

/**
 * The gateway's log on stderr: JSON, one object a line; words on a terminal.
 * What writes JSON is loaded with the first line, which a start does not need.
 */
export function createServeLog(world: Pick<World, 'screen' | 'printMessage' | 'steady'>): ServeLog {
  let last: Promise<unknown> = Promise.resolve()
  let second = 0
  let count = 0
  let skipped = 0

  const write = world.screen('err')
    ? (_: Level, fields: LogFields) => world.printMessage(`latchkey: ${inWords(fields)}`)
    : (level: Level, fields: LogFields) => {
        last = last.then(async () => (await writer(world))[level](onlyAllowed(fields)))
      }

  function limited(level: Level, fields: LogFields): void {
    const now = Math.floor(world.steady() / 1000)
    if (now !== second) {
      if (skipped > 0) write('info', { event: 'skipped', count: skipped })
      ;[second, count, skipped] = [now, 0, 0]
    }
    count += 1
    if (count > MOST_A_SECOND) skipped += 1
    else write(level, fields)
  }

  return {
    info: (fields) => limited('info', fields),
    error: (fields) => limited('error', fields),
    flush: async () => void (await last),
  }
}

type Level = 'info' | 'error'
type Writer = Record<Level, (fields: object) => void>

let loading: Promise<typeof import('pino')> | undefined
const writers = new WeakMap<object, Writer>()

async function writer(world: Pick<World, 'printMessage'>): Promise<Writer> {
  loading ??= import('pino')
  const { default: pino } = await loading
  const known = writers.get(world)
  if (known) return known
  const made = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => world.printMessage(line.trimEnd()) },
  )
  writers.set(world, made)
  return made
}

function onlyAllowed(fields: LogFields): object {
  return Object.fromEntries(ALLOWED.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))
}

/** A line for a person at the terminal. */
function inWords({ event, message, stack, signal, method, route, status, ms, count }: LogFields): string {
  if (event === 'request') return `${method} ${route} ${status} ${ms} ms`
  if (event === 'skipped') return `${count} lines left out`
  return stack ?? message ?? signal ?? event
}
