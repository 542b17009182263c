// One process that runs many gateways of the built program, each with its own environment, data folder and ports. A gateway here
// starts in a tenth of the processor time that a process of its own takes. `gateway.ts` starts it and sends what it is to do.
import { fileURLToPath } from 'node:url'
import { serveAlone } from '../dist/latchkey/serve-alone.js'
import { realWorld } from '../dist/latchkey/world.js'

const appFolder = fileURLToPath(new URL('../dist/app', import.meta.url))
const stops = new Map()
/** The milliseconds that a run is ahead of this machine's clocks. */
const ahead = new Map()

async function serve(id, env) {
  const untilStopped = new Promise((resolve) => stops.set(id, resolve))
  const real = realWorld()
  const world = {
    ...real,
    now: () => real.now() + (ahead.get(id) ?? 0),
    steady: () => real.steady() + (ahead.get(id) ?? 0),
    env: { ...process.env, ...env },
    print: (line) => process.send({ id, line }),
    printMessage: (message) => process.send({ id, message }),
    untilStopped: () => untilStopped,
  }
  process.send({ id, exit: await serveAlone(world, appFolder) })
  stops.delete(id)
  ahead.delete(id)
}

process.on('message', ({ id, env, signal, passedMs }) => {
  if (passedMs) ahead.set(id, passedMs)
  else if (signal) stops.get(id)?.(signal)
  else void serve(id, env)
})
process.on('disconnect', () => process.exit())
