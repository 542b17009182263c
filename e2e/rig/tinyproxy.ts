import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#net/testing/free-port.ts'
import { pathOf } from './parts.ts'
import { Program } from './program.ts'

const RULES = {
  open: [],
  'with-login': ['BasicAuth latchkey correct-horse'],
  'denies-by-name': ['FilterDefaultDeny Yes'],
  'denies-by-port': ['ConnectPort 22'],
} satisfies Record<string, readonly string[]>
export type ProxyName = keyof typeof RULES

/** tinyproxy, one process a rule. @returns their addresses by the rule's name, as `http://127.0.0.1:port`. */
export async function startProxies(folder: string) {
  const started = await Promise.all(Object.entries(RULES).map(([name, rules]) => startOne(folder, name, rules)))
  return {
    urls: Object.fromEntries(started.map(({ name, url }) => [name, url])),
    stop: async () => void (await Promise.all(started.map(({ program }) => program.stop()))),
  }
}

async function startOne(folder: string, name: string, rules: readonly string[]) {
  const port = await freePort()
  const file = join(folder, `tinyproxy-${name}.conf`)
  // with "deny by default" the filter's lines are what is allowed: nothing of ours
  const filter = join(folder, 'tinyproxy-allowed')
  writeFileSync(filter, 'allowed\\.example\n')
  const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 500', 'LogLevel Info', ...rules]
  if (name === 'denies-by-name') lines.push(`Filter "${filter}"`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const program = await Program.start(pathOf('tinyproxy'), ['-d', '-c', file], /Accepting connections/)
  return { name, program, url: `http://127.0.0.1:${port}` }
}
