import { ACCEPTED, json, SUBSCRIPTION, vendor, type Handler } from '../../rig/vendor.ts'
import { onEitherPath, type Fault } from '../fault.ts'
import { KEY } from '../secrets.ts'

const NEEDS = { needs: ['openssl'] } as const

/** The vendor knows one key, and would refuse this text. */
const withText =
  (key: string): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(knowing))).url, key })

const knowing: Handler = ({ headers }, reply) =>
  json(reply, headers['x-registration-key'] === KEY ? ACCEPTED : { is_valid: false, owner: null, subscription: null })

const withAnswer =
  (info: Handler): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(info))).url })

const says = (answer: object): Fault['set'] => withAnswer((_, reply) => json(reply, { ...ACCEPTED, ...answer }))

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const DAMAGED = onEitherPath('key-damaged', 'copy-again')
const OTHER_SECRET = onEitherPath('key-wrong-secret', 'copy-the-key')
const UNSENDABLE = onEitherPath('key-unsendable', 'copy-only-the-key')
const REFUSED = onEitherPath('key-refused', 'take-right-key')

export const KEY_ROWS: readonly Fault[] = [
  { name: 'half a key', is: 'the text was cut while copying', ...DAMAGED, ...NEEDS, set: withText(KEY.slice(0, 120)) },
  {
    name: 'dots in place of a key',
    is: 'the text was copied out of a masked field',
    ...DAMAGED,
    ...NEEDS,
    set: withText('•'.repeat(24)),
  },
  {
    name: 'a key in lower case',
    is: 'something folded the case of the text',
    ...DAMAGED,
    ...NEEDS,
    set: withText(KEY.toLowerCase()),
  },
  {
    name: 'an access token',
    is: 'a JSON Web Token was pasted',
    ...OTHER_SECRET,
    ...NEEDS,
    set: withText('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJnbHBpIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'),
  },
  {
    name: 'an API token',
    is: 'a token of GLPI itself was pasted',
    ...OTHER_SECRET,
    ...NEEDS,
    set: withText('Zq3mT8vXw1LkR7yNc5Bh9DfG2sJp6AoUe4iKxVtM'),
  },
  {
    name: 'a text that may not travel',
    is: 'a sentence was pasted, in letters no header may carry',
    ...UNSENDABLE,
    ...NEEDS,
    set: withText('clé d’enregistrement à demander à l’équipe'),
  },
  {
    name: 'a text far too long',
    is: 'more was pasted than any header may carry',
    ...UNSENDABLE,
    ...NEEDS,
    set: withText(
      Buffer.from(JSON.stringify({ note: 'n'.repeat(9_000), signature: 'c2lnbmF0dXJl' })).toString('base64'),
    ),
  },
  {
    name: 'an unknown key',
    is: 'the vendor does not know the key',
    ...REFUSED,
    shows: [['message', /not known/]],
    ...NEEDS,
    set: says({ is_valid: false, validation_message: 'This key is not known.', owner: null, subscription: null }),
  },
  {
    name: 'the key of another GLPI',
    is: 'the key is registered for another instance',
    ...REFUSED,
    ...NEEDS,
    set: says({ is_valid: false, validation_message: 'This key belongs to another instance.', subscription: null }),
  },
  {
    name: 'a refusal with status 403',
    is: 'the vendor refuses, and by status too',
    ...REFUSED,
    ...NEEDS,
    set: withAnswer((_, reply) =>
      json(reply, { is_valid: false, validation_message: 'No.', owner: null, subscription: null }, 403),
    ),
  },
  {
    name: 'a refusal that repeats the key',
    is: 'the other side writes the key into everything it says',
    ...REFUSED,
    ...NEEDS,
    set: async (rig) => ({
      services: (
        await rig.https((request, reply) => {
          const key = String(request.headers['x-registration-key'] ?? 'none')
          reply.setHeader('server', `echo/${key}`)
          reply.setHeader('via', `1.1 ${key}`)
          const answer = { is_valid: false, validation_message: `The key ${key} is unknown.`, [key]: key }
          json(reply, {
            ...answer,
            owner: { name: key },
            subscription: { ...SUBSCRIPTION, title: key, offer_reference: key },
          })
        })
      ).url,
    }),
  },
  {
    name: 'a subscription that has ended',
    is: 'the contract is over',
    ...onEitherPath('subscription-ended', 'renew'),
    ...NEEDS,
    set: says({
      validation_message: null,
      subscription: { ...SUBSCRIPTION, is_running: false, begin_date: day(-377), end_date: day(-12) },
    }),
  },
  {
    name: 'a subscription that does not run, without dates',
    is: 'the contract is over',
    ...onEitherPath('subscription-ended', 'renew'),
    ...NEEDS,
    set: says({
      validation_message: null,
      subscription: { ...SUBSCRIPTION, is_running: false, begin_date: null, end_date: null },
    }),
  },
  {
    name: 'a subscription that has not begun',
    is: 'the contract begins later',
    ...onEitherPath('subscription-not-started', 'wait-for-begin'),
    ...NEEDS,
    set: says({
      validation_message: null,
      subscription: { ...SUBSCRIPTION, is_running: false, begin_date: day(20), end_date: day(385) },
    }),
  },
]
