import { connect, type Socket } from 'node:net'
import { standing, type Limits } from './limits.ts'

/** One TCP connection to one address. */
export function connectTo(address: string, port: number, limits: Limits): Promise<Socket> {
  const socket = connect({ host: address, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 })
  return standing(socket, 'connect', limits, 'connect-timeout')
}

/** The port of an address that may leave it out. */
export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)
