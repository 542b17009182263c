import { isIP } from 'node:net'
import { SettingsError } from '../settings-error.ts'

/** An address (`prefix` 32 or 128), or a network of them. */
export type Network = { address: string; prefix: number }

// in an address, IPv6 has brackets; people copy it from there
export const readHost = (text: string): string => text.replace(/^\[(.*)\]$/, '$1')

export function readPort(text: string, name: string): number {
  if (isPort(text)) return Number(text)
  throw new SettingsError(`${name} is "${text}"; it must be a port from 0 to 65535.`)
}

/** @returns null for `off`. */
export function readPortOrOff(text: string, name: string): number | null {
  if (text === 'off') return null
  if (isPort(text)) return Number(text)
  throw new SettingsError(`${name} is "${text}"; it must be a port from 0 to 65535, or "off".`)
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65_535

/** It is written into the page and into `Path` of the cookie, so that it may hold nothing that means anything there. */
export function readBasePath(text: string, name: string): string {
  const path = text.replace(/\/+$/, '')
  if (/^(\/[\w.~-]+)*$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path)) return path
  throw new SettingsError(`${name} must be a path such as /latchkey, of letters, digits and - . _ ~`)
}

export function readNetworks(text: string, name: string): Network[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  return parts.map((part) => {
    const [, address = '', given] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? []
    const bits = isIP(address) === 6 ? 128 : 32
    const prefix = given === undefined ? bits : Number(given)
    if (isIP(address) > 0 && prefix <= bits) return { address, prefix }
    throw new SettingsError(`${name} must be addresses or networks of proxies, such as 10.0.0.5, 10.1.0.0/16.`)
  })
}

export function readSwitch(text: string, name: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on'
  throw new SettingsError(`${name} is "${text}"; it must be "on" or "off".`)
}
