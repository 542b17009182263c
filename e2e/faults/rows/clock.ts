import { join } from 'node:path'
import { clockAt, settableClock } from '../../rig/clock.ts'
import { json, SUBSCRIPTION, ACCEPTED, vendor, type Handler } from '../../rig/vendor.ts'
import { onEitherPath, type Fault } from '../fault.ts'

const AHEAD = onEitherPath('clock-ahead', 'set-clock')
const BEHIND = onEitherPath('clock-behind', 'set-clock')
const NEEDS = { needs: ['openssl', 'faketime'] } as const

const at =
  (offset: string, info?: Handler): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(info))).url, clock: clockAt(offset) })

/** The clock is set in the moment in which the question about the key arrives. */
const setMeanwhile =
  (offset: string, file: string): Fault['set'] =>
  async (rig) => {
    const { clock, set } = settableClock(join(rig.setting.folder, file))
    const info: Handler = (_, reply) => {
      set(offset)
      json(reply, ACCEPTED)
    }
    return { services: (await rig.https(vendor(info))).url, clock }
  }

const lastDays: Handler = (_, reply) => {
  const ends = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  json(reply, { ...ACCEPTED, subscription: { ...SUBSCRIPTION, end_date: ends } })
}

export const CLOCK: readonly Fault[] = [
  {
    name: 'a clock three years ahead',
    is: 'the clock of the server is years ahead: certificates seem expired',
    ...AHEAD,
    ...NEEDS,
    set: at('+3y'),
  },
  {
    name: 'a clock five years behind',
    is: 'the clock of the server is years behind: certificates seem not to be valid yet',
    ...BEHIND,
    ...NEEDS,
    set: at('-5y'),
  },
  {
    name: 'a clock ten minutes ahead',
    is: 'the clock of the server is minutes ahead: all still works',
    ...AHEAD,
    ...NEEDS,
    set: at('+10m'),
  },
  { name: 'a clock two hours behind', is: 'a virtual machine was paused', ...BEHIND, ...NEEDS, set: at('-2h') },
  {
    name: 'a clock a week ahead of the end',
    is: 'a running subscription would seem to have ended',
    ...AHEAD,
    ...NEEDS,
    set: at('+7d', lastDays),
  },
  {
    name: 'a clock set forward meanwhile',
    is: 'the clock of the server jumps an hour during the run',
    ...AHEAD,
    ...NEEDS,
    set: setMeanwhile('+1h', 'clock-forward'),
  },
  {
    name: 'a clock set back meanwhile',
    is: 'the clock of the server jumps back an hour during the run',
    ...BEHIND,
    ...NEEDS,
    set: setMeanwhile('-1h', 'clock-back'),
  },
]
