/** A mail server that nobody listens at. */
export const DEAD_MAIL_SERVER = {
  host: '127.0.0.1',
  port: 9,
  tls: 'none',
  user: null,
  from: 'latchkey@example.org',
  ca: null,
}

/** Somebody who is told everything at once, by mail. */
export const ON_DUTY = {
  name: 'On duty',
  kind: 'email',
  target: 'duty@example.org',
  language: 'en',
  rungs: [],
  troubles: [],
  instances: null,
  delivery: 'at-once',
  digestAt: '08:00',
  quiet: null,
  zone: 'UTC',
}
