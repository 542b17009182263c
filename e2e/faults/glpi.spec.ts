import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { FAULTS_SEEN_IN_GLPI } from '#domain/glpi-sentences.ts'
import type { Clock } from '../rig/clock.ts'
import { glpiTab, type Question, type Shown } from '../rig/glpi-like.ts'
import { environmentOf } from '../rig/latchkey.ts'
import { need } from '../rig/parts.ts'
import { countTimeInTicks } from '../rig/tick-time.ts'
import { Staged } from './staged.ts'
import type { Fault } from './fault.ts'
import { glpiSays, ON_PAGE, rowIn, rowOf } from './glpi-table.ts'
import { KEY } from './secrets.ts'
import { FAULTS } from './table.ts'

/** Longer than GLPI waits for a connection, short enough for a test: whatever takes longer keeps its page loading. */
const PATIENCE_MS = 7_000

beforeAll(() => countTimeInTicks())

const staged = new Staged()
afterAll(() => staged.close())

async function askFor(fault: Fault): Promise<Shown> {
  const { situation } = await staged.of(fault)
  const { services, key = KEY, proxy = null, clock } = situation
  const question = { services, key, proxy, ca: inject('setting').certificates?.root ?? '', patienceMs: PATIENCE_MS }
  return clock === undefined ? glpiTab(question) : atAnotherTime(question, clock)
}

const shown = new Map<Fault, Promise<Shown>>()
/** What GLPI shows of a fault; it is asked once. */
function shownFor(fault: Fault): Promise<Shown> {
  const asked = shown.get(fault) ?? askFor(fault)
  shown.set(fault, asked)
  return asked
}

/** libfaketime has to be there when a process starts. */
async function atAnotherTime(question: Question, clock: Clock): Promise<Shown> {
  const child = spawn(process.execPath, [await bundled()], { env: environmentOf({ rootFile: null, clock }) })
  child.stdin.end(JSON.stringify(question))
  return JSON.parse(await text(child.stdout))
}

let bundle: Promise<string> | undefined
const bundled = (): Promise<string> => (bundle ??= makeBundle(join(inject('setting').folder, 'glpi-like')))

async function makeBundle(outDir: string): Promise<string> {
  const ssr = 'e2e/rig/glpi-like-main.ts'
  await build({ configFile: false, publicDir: false, logLevel: 'error', build: { ssr, outDir, target: 'node20' } })
  return join(outDir, 'glpi-like-main.js')
}

test('GLPI says of each fault what FAULTS_SEEN_IN_GLPI says that it does', async (context) => {
  need(context, ['openssl', 'tinyproxy', 'network', 'dnsmasq', 'nft', 'faketime'])
  const chosen = ON_PAGE.map((name) => FAULTS.find((fault) => fault.name === name))
  const rows = await Promise.all(chosen.map(async (fault) => fault && rowOf(fault, await shownFor(fault))))
  expect(rows).toEqual(FAULTS_SEEN_IN_GLPI.map(rowIn))
})

test('where GLPI has a few sentences, every fault has its cause', async (context) => {
  need(context, ['openssl', 'tinyproxy', 'network', 'dnsmasq', 'nft', 'faketime'])
  const sentences = await Promise.all(FAULTS.map(async (fault) => glpiSays(await shownFor(fault)).join(' ')))
  const causes = FAULTS.map(({ direct, proxied }) => (direct ?? proxied)?.cause)
  expect(new Set(sentences).size).toBeLessThan(new Set(causes).size / 2)
})
