import { STATES } from '#domain/verdict.ts'
import type { Watched } from './watched.ts'

/** Prometheus' text format, version 0.0.4. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Sample = { labels?: string; value: number }
type Metric = { name: string; help: string; samplesOf: (watched: Watched) => Sample[] }

const METRICS: readonly Metric[] = [
  {
    name: 'latchkey_subscription_days_left',
    help: 'Whole days until the subscription of the key ends, negative afterwards; absent where that is not known.',
    samplesOf: ({ warning }) => (warning.days === null ? [] : [{ value: warning.days }]),
  },
  {
    name: 'latchkey_state',
    help: '1 for the state that the key of an instance is in, 0 for the others.',
    samplesOf: ({ state }) => STATES.map((name) => ({ labels: `state="${name}"`, value: name === state ? 1 : 0 })),
  },
  {
    name: 'latchkey_last_check_seconds',
    help: 'When GLPI Network last answered about the key, in seconds since 1970 by its own clock; absent before its first answer.',
    samplesOf: ({ checkedAt }) => (checkedAt === null ? [] : [{ value: Math.floor(Date.parse(checkedAt) / 1000) }]),
  },
]

/** The value of a label: these three characters are escaped in it, and nothing else is. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** The label is not called `instance`, because Prometheus has a label of that name for the place that it reads. */
const labelsOf = ({ id, name }: Watched): string => `id="${escaped(id)}",name="${escaped(name)}"`

/** The text in pieces: that of ten thousand instances is 10 MB, and is not written at a stretch. */
export function* metricsParts(watched: readonly Watched[]): Generator<string> {
  for (const { name, help, samplesOf } of METRICS) {
    yield `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`
    for (const one of watched) {
      const labels = labelsOf(one)
      yield samplesOf(one)
        .map((sample) => `${name}{${labels}${sample.labels ? `,${sample.labels}` : ''}} ${sample.value}\n`)
        .join('')
    }
  }
}
