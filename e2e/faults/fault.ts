import type { CauseCode } from '#domain/cause-codes.ts'
import type { Fact } from '#domain/diagnosis.ts'
import type { Clock } from '../rig/clock.ts'
import type { Part } from '../rig/parts.ts'
import type { Rig } from '../rig/rig.ts'

/** What somebody has to do. Faults that ask for different ones may not share a cause; `table.spec.ts` holds that. */
export const ACTIONS = {
  'mend-resolver': 'set the resolver of this server right',
  'lift-rejection': 'have the rule that rejects the connection lifted',
  'open-network': 'have port 443 opened, or set the proxy of the site',
  'find-what-cuts': 'have the rule found that cuts connections',
  'compare-networks': 'wait, and compare with another network',
  'check-mtu': 'have the path MTU checked',
  'see-what-floods': 'see what answers at this address',
  'trust-or-exempt': 'have the issuer trusted, or the name exempted from inspection',
  'see-who-signs': 'see what answers with a certificate of its own making',
  'correct-address': 'correct what the name points to',
  'see-whose-certificate': 'see whose certificate has expired',
  'see-certificate-date': 'see why the certificate is dated ahead',
  'check-port': 'check the port, and what listens there',
  'correct-proxy': 'correct the name or the port of the proxy',
  'rewrite-proxy-setting': 'write the setting of the proxy as it should be written',
  'give-what-proxy-asks': 'give the proxy the login it asks for, or get a rule without one',
  'ask-proxy-to-allow': 'ask the administrator of the proxy to allow the name',
  'ask-proxy-network': 'ask the administrator of the proxy to check its own connection',
  pause: 'wait for as long as is asked',
  'leave-to-vendor': 'nothing: the vendor has to set it right',
  'exempt-from-filter': 'check the address, then have the name exempted from filtering',
  'find-portal': 'check the address, then look for the portal that redirects',
  'find-what-changes': 'find what changes replies on the network path',
  'copy-again': 'copy the key again, whole',
  'copy-the-key': 'copy the key, and not this other secret',
  'copy-only-the-key': 'copy the key, and nothing beside it',
  'take-right-key': 'take the key meant for this GLPI, or ask the vendor',
  renew: 'renew the subscription',
  'wait-for-begin': 'wait for the day on which it begins',
  'set-clock': 'set the clock of this server',
} as const
export type Action = keyof typeof ACTIONS

export type Expected = { cause: CauseCode; action: Action }

/** What `set` made: how it is asked about. */
export type Situation = {
  services: string
  /** As pasted; a real-shaped key when left out. */
  key?: string
  /** In place of the proxy that works. */
  proxy?: string
  /** Of the process that asks. */
  clock?: Clock
}

export type Fault = {
  name: string
  /** What an administrator would find in the end. */
  is: string
  /** null: this network path makes no sense. The command line goes direct where that does, else through the proxy. */
  direct: Expected | null
  proxied: Expected | null
  /** What a step has to show as evidence. */
  shows?: readonly (readonly [Fact, RegExp])[]
  needs?: readonly Part[]
  /** Waits for something in vain, for as long as it is given. */
  hangs?: true
  set(rig: Rig): Promise<Situation>
}

/** Something odd that is no fault; `only`: the one network path on which it makes sense. */
export type Well = Pick<Fault, 'name' | 'needs' | 'hangs' | 'set'> & { only?: 'direct' | 'proxied' }

/** Seen alike from both sides of a proxy: what is beyond the tunnel. */
export const onEitherPath = (cause: CauseCode, action: Action): Pick<Fault, 'direct' | 'proxied'> => ({
  direct: { cause, action },
  proxied: { cause, action },
})

/** Behind a proxy it is the proxy that runs into it. */
export const orBeyond = (cause: CauseCode, action: Action): Pick<Fault, 'direct' | 'proxied'> => ({
  direct: { cause, action },
  proxied: { cause: 'proxy-cannot-reach', action: 'ask-proxy-network' },
})

/** A fault of the proxy itself, or of what is asked through it alone. */
export const ofProxy = (cause: CauseCode, action: Action): Pick<Fault, 'direct' | 'proxied'> => ({
  direct: null,
  proxied: { cause, action },
})
