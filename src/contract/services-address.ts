export const SERVICES_WORDS = 'must be an http or https address without login, query or fragment'

/** An address of GLPI Network. It is shown to everyone who is signed in: a login in it would be no secret, and is never sent. */
export const SERVICES_ADDRESS = { protocol: /^https?$/, characters: /^[^@?#\\]*$/, maxLength: 2000 }
