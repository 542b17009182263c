import { json, SUBSCRIPTION, ACCEPTED, vendor, type Handler } from '../../rig/vendor.ts'
import { anyWay, type Fault } from '../fault.ts'

const AHEAD = anyWay('clock-ahead', 'set-clock')
const BEHIND = anyWay('clock-behind', 'set-clock')
const NEEDS = { needs: ['openssl', 'faketime'] } as const

const at =
  (clock: string, info?: Handler): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(info))).url, clock })

const lastDays: Handler = (_, reply) => {
  const ends = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  json(reply, { ...ACCEPTED, subscription: { ...SUBSCRIPTION, end_date: ends } })
}

export const CLOCK: readonly Fault[] = [
  { name: 'a clock three years ahead', is: 'the certificate seems expired', ...AHEAD, ...NEEDS, set: at('+3y') },
  {
    name: 'a clock five years behind',
    is: 'the certificate seems not to be valid yet: a drained battery',
    ...BEHIND,
    ...NEEDS,
    set: at('-5y'),
  },
  { name: 'a clock ten minutes ahead', is: 'nothing is wrong yet', ...AHEAD, ...NEEDS, set: at('+10m') },
  { name: 'a clock two hours behind', is: 'a virtual machine was paused', ...BEHIND, ...NEEDS, set: at('-2h') },
  {
    name: 'a clock a week ahead of the end',
    is: 'a running subscription would seem to have ended',
    ...AHEAD,
    ...NEEDS,
    set: at('+7d', lastDays),
  },
]
