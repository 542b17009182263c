import * as z from 'zod/mini'
import { connectionShape, LocalPath, Sha256, methodsOf } from './connection.ts'
import { urlsOf } from './connection-secrets.ts'
import { hasLogin } from './glpi-address.ts'
import { ServicesUrl } from './services-url.ts'

// every runtime has it, and no `lib` of this folder names it
declare const URL: { new (text: string): { username: string; password: string }; canParse(text: string): boolean }

/** The fleet file, version 1: which GLPIs there are, how Latchkey gets into each, and which key each is to hold. */

/** Where a secret is found: a variable of the environment, or a file, whose path is relative to the fleet file's folder. */
const REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/

export const INLINE_SECRET =
  'must say where the secret is, never the secret itself: write env:NAME for a variable of the environment, or file:PATH for a file'

const Reference = z.string(INLINE_SECRET).check(z.maxLength(1000, INLINE_SECRET), z.regex(REFERENCE, INLINE_SECRET))

/** A comma would part it in --only; control characters would tear a terminal's line. */
const NAME_WORDS = 'must be a name of 1 to 200 characters, without a comma or control characters'
// not \p{Cc}: what reads the JSON Schema may compile it without the flag u
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const NAME = /^[^\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069,]+$/
const Name = z.string().check(z.maxLength(200, NAME_WORDS), z.regex(NAME, NAME_WORDS))

/** An address is printed, and stands in the state file: a login in it would be no secret. */
const LOGIN_WORDS = 'may have no login in it: name it in the fields for that'

/** A certificate is not secret, but too long for a line: it is in a file, too. */
const shape = {
  ...connectionShape({ secret: Reference, document: Reference, path: LocalPath }),
  tls: z.optional(
    z.strictObject({
      caFile: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
      fingerprint: z.optional(Sha256),
    }),
  ),
}

export const FleetInstance = z
  .strictObject({
    name: Name,
    key: z.optional(Reference),
    services: z.optional(ServicesUrl),
    ...shape,
  })
  .check(
    z.refine(
      (instance) => methodsOf(instance).length > 0,
      'has no connection method: give it rest, restV2, console or database',
    ),
    z.refine(
      (instance) =>
        [instance.write, instance.prove].every(
          (method) => method === undefined || methodsOf(instance).includes(method),
        ),
      'names a connection method in write or prove that it does not have',
    ),
    ({ value, issues }) => {
      for (const [path, url] of urlsOf(value))
        if (URL.canParse(url) && hasLogin(new URL(url)))
          issues.push({ code: 'custom', path: path.split('.'), message: LOGIN_WORDS, input: undefined })
    },
  )
export type FleetInstance = z.infer<typeof FleetInstance>

/** What stands beside the instances: the defaults of all of them. */
export const FleetHead = z.strictObject({
  version: z.literal(1, 'must be 1, the version of this file’s format'),
  key: z.optional(Reference),
  services: z.optional(ServicesUrl),
  concurrency: z.optional(z.int().check(z.minimum(1), z.maximum(256))),
})
export type FleetHead = z.infer<typeof FleetHead>

export const FleetFile = z.extend(FleetHead, { instances: z.array(FleetInstance).check(z.minLength(1)) })
export type FleetFile = z.infer<typeof FleetFile>
