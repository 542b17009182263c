/** The one policy that may make markup of a text (Trusted Types, W3C): the page names it, and the gateway allows no other. */
export const TRUSTED_TYPES_POLICY = 'latchkey-guide'
