import type { Words } from '#domain/causes.ts'

/** The lines of `serve`, `invite` and `token`. Scripts read "Latchkey listens on" and "Sign in: ", which are the same in every language. */
export const SERVE_WORDS = {
  stopping: /*i18n*/ { id: 'cli.serve.stopping', message: '{signal}, stopping' },
  sandbox: /*i18n*/ { id: 'cli.serve.sandbox', message: 'Sandbox, in place of GLPI Network: {url}' },
  everyAddress: /*i18n*/ {
    id: 'cli.serve.every-address',
    message:
      'It listens on every address of this machine: from another one, put its name in place of localhost (here it is called {host}, port {port}), or set LATCHKEY_PUBLIC_URL.',
  },
  signedIn: /*i18n*/ {
    id: 'cli.serve.signed-in',
    message: 'Somebody is signed in already; "{command} invite" makes another link.',
  },
  signInWithin: /*i18n*/ { id: 'cli.invite.within', message: 'Sign in within {hours} h: {url}' },
  operateWithin: /*i18n*/ {
    id: 'cli.invite.operate-within',
    message: 'Sign in within {hours} h, to save, replace and remove keys: {url}',
  },
  supportWithin: /*i18n*/ {
    id: 'cli.invite.support-within',
    message: 'Sign in within {hours} h, to view and to check keys without saving; the session ends then too: {url}',
  },
  viewWithin: /*i18n*/ {
    id: 'cli.invite.view-within',
    message: 'Sign in within {hours} h, to view and change nothing: {url}',
  },
  tokenCreated: /*i18n*/ { id: 'cli.token.created', message: 'Token {id} ({name}), shown only now: {token}' },
  calendarAddress: /*i18n*/ { id: 'cli.token.calendar', message: 'Calendar: {url}' },
  metricsAddress: /*i18n*/ {
    id: 'cli.token.metrics',
    message: 'Metrics: {url}, with the header "Authorization: Bearer" and the token',
  },
  tokenRevoked: /*i18n*/ { id: 'cli.token.revoked', message: 'Token {id} is revoked.' },
} satisfies Record<string, Words>
