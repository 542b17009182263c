import * as z from 'zod/mini'

export const SERVICES_WORDS = 'must be an http or https address without login, query or fragment'

/** An address of GLPI Network. It is shown to everyone who is signed in: a login in it would be no secret, and is never sent. */
export const ServicesUrl = z
  .url({ protocol: /^https?$/, error: SERVICES_WORDS })
  .check(z.maxLength(2000, SERVICES_WORDS), z.regex(/^[^@?#\\]*$/, SERVICES_WORDS))
