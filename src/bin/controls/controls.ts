/** A control that can be taken out, and the test that notices. */
export type Control = {
  /** Requirements of OWASP ASVS 5.0.0 that it meets, as src/docs/security/asvs.md has them. */
  requirements: readonly string[]
  file: string
  /** Stands there once. */
  text: string
  /** Stands in its place without the control. All else still runs. */
  without: string
  /** More that goes with it. */
  also?: readonly (readonly [text: string, without: string])[]
  spec: string
  /** As it is written in the spec: `%s` stands for the value of a row. */
  test: string
}

const HEADERS = { file: 'src/server/http/headers.ts', spec: 'src/server/http/headers.spec.ts' }
const OF_PAGE = { ...HEADERS, test: 'the page may load nothing but its own, and make markup by one policy alone' }
const COOKIE = {
  file: 'src/server/http/session-cookie.ts',
  spec: 'src/server/sessions.spec.ts',
  test: 'the cookie over %s, below "%s"',
}
const CALLER = { file: 'src/server/http/caller.ts', spec: 'src/server/http/caller.spec.ts' }
const SESSIONS = { file: 'src/server/store/sessions.ts', spec: 'src/server/sessions.spec.ts' }
const LINKS = { file: 'src/server/store/sign-ins.ts', spec: 'src/server/sign-in.spec.ts' }
const OIDC = { file: 'src/server/oidc/oidc.ts', spec: 'src/server/oidc/oidc.spec.ts' }
const HOSTILE = { spec: 'src/server/http/hostile-requests.spec.ts' }
const API = { spec: 'src/server/api.spec.ts' }
const REFUSED_BODY = { file: 'src/server/http/body.ts', ...API, test: 'refused: %s' }
const ROLES = { file: 'src/server/http/session.ts', spec: 'src/server/roles.spec.ts' }
const VAULT = { file: 'src/server/vault.ts', spec: 'src/server/key-file.spec.ts' }
const TLS = { file: 'src/server/tls-files.ts', spec: 'src/server/tls-files.spec.ts' }
/** What the code never does, and where it may. */
const RULES = { spec: 'src/bin/controls/source-rules.spec.ts', test: '%s: only where it is known to be right' }
const LOG = { file: 'src/cli/serve-log.ts', spec: 'src/cli/serve-log.spec.ts' }

export const CONTROLS: readonly Control[] = [
  // V1: encoding and sanitization
  {
    requirements: ['1.1.2', '1.2.3'],
    file: 'src/server/http/page.ts',
    text: "JSON.stringify(start).replaceAll('<', String.raw`\\u003c`)",
    without: 'JSON.stringify(start)',
    spec: 'src/server/http/page-start.spec.ts',
    test: 'what people call something ends no script of the page',
  },
  {
    requirements: ['1.1.1'],
    file: 'src/contract/proxy-setting.ts',
    text: 'return decodeURIComponent(run)',
    without: 'return decodeURIComponent(decodeURIComponent(run))',
    spec: 'src/contract/proxy-setting.spec.ts',
    test: 'a login that is encoded is read back whatever it is',
  },
  {
    requirements: ['1.2.2'],
    file: 'src/contract/services-url.ts',
    text: '/^https?$/',
    without: '/^/',
    ...API,
    test: 'refused: %s',
  },
  {
    requirements: ['1.2.4'],
    file: 'src/server/store/instances.ts',
    text: 'created_at: now() })',
    without: "created_at: now(), name: (await import('kysely')).sql.raw(`'${instance.name}'`) as never })",
    ...HOSTILE,
    test: 'a name that is SQL is a name',
  },
  {
    requirements: ['1.2.5'],
    file: 'src/glpi/console/command.ts',
    text: 'spawn(program, args, { detached: true,',
    without: 'spawn([program, ...args].join(" "), [], { shell: true, detached: true,',
    spec: 'src/glpi/console/command.spec.ts',
    test: 'passes its input on, and returns the outcome',
  },
  {
    requirements: ['1.3.2'],
    ...OF_PAGE,
    text: '"script-src \'self\'",',
    without: "\"script-src 'self' 'unsafe-eval'\",",
  },
  {
    requirements: ['1.3.3'],
    file: 'src/contract/shown-name.ts',
    text: '/^[^\\0-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]+$/',
    without: '/^[^]+$/',
    spec: 'src/contract/shown-name.spec.ts',
    test: '%j may be a name: %s',
  },
  {
    requirements: ['1.3.6'],
    file: 'src/net/guarded-connect.ts',
    text: 'found.filter(({ address }) => !isForbiddenAddress(address))',
    without: 'found',
    spec: 'src/glpi/connections.spec.ts',
    test: 'a name that leads to a refused address is not dialled there',
  },
  {
    requirements: ['1.5.2', '2.2.1', '15.3.5'],
    ...REFUSED_BODY,
    text: 'if (parsed.success) return parsed.data',
    without: 'return (parsed.data ?? {}) as z.output<Schema>',
  },
  {
    requirements: ['1.3.5'],
    file: 'src/contract/markdown.ts',
    text: "    .replaceAll('`', 'ˋ')\n",
    without: '',
    spec: 'src/contract/report-markdown.spec.ts',
    test: 'whatever comes from the wire stays text',
  },
  {
    requirements: ['1.2.1'],
    file: 'src/notices/metrics.ts',
    text: ".replaceAll('\\n', '\\\\n')",
    without: '',
    spec: 'src/notices/metrics.spec.ts',
    test: 'what is not known has no number, and a name cannot end its line',
  },
  // V2: validation and business logic
  {
    requirements: ['2.2.2'],
    file: 'src/server/sendable-key.ts',
    text: "if (key === text && (finding === 'clean' || finding === 'unfamiliar')) {",
    without: 'if (key !== null) {',
    ...API,
    test: 'refused: %s',
  },
  {
    requirements: ['2.2.3'],
    file: 'src/server/settings-changes.ts',
    text: 'if (isSamePlace(from, to) || !(await registrationStore(store).find(id))) return',
    without: 'if (id !== "") return',
    spec: 'src/server/settings-routes.spec.ts',
    test: 'a saved key is not sent to another host',
  },
  {
    requirements: ['2.3.1'],
    file: 'src/server/http/routes.ts',
    text: "if (header === undefined || header.trim() === '*') return null",
    without: "if (header !== '') return null",
    spec: 'src/server/preconditions.spec.ts',
    test: '%s: done to the state it is meant for, and to no other',
  },
  {
    requirements: ['2.3.2', '2.4.1', '15.2.2'],
    file: 'src/server/http/routes.ts',
    text: 'if (route.asksOthers && actor) askBudget.spend(actor.number)',
    without: '',
    spec: 'src/server/limits.spec.ts',
    test: 'of the presses of one person, as many are done as a person could mean, and others go on',
  },
  {
    requirements: ['2.3.4'],
    file: 'src/server/glpi/instance-locks.ts',
    text: 'const mine = before.then(alone, alone)',
    without: 'const mine = work()',
    spec: 'src/server/glpi/instance-locks.spec.ts',
    test: 'one after the other under one name, in their order, whatever becomes of them',
  },
  {
    requirements: ['2.3.3'],
    file: 'src/server/key-changes.ts',
    text: 'const glpi = await store.transaction().execute(async (transaction) => {',
    without:
      'const alone = <Result>(work: (all: typeof store) => Promise<Result>) => work(store)\n        const glpi = await alone(async (transaction) => {',
    spec: 'src/server/transactions.spec.ts',
    test: 'a removal whose line of history cannot be stored removes nothing',
  },
  // V3: web frontend
  {
    requirements: ['3.2.1'],
    ...HEADERS,
    text: 'isPage ? POLICY : NO_PAGE',
    without: 'POLICY',
    test: '%s %s is not stored, and nothing of it is used by another site',
  },
  {
    requirements: ['3.2.2'],
    ...OF_PAGE,
    text: '"require-trusted-types-for \'script\'",',
    without: '',
  },
  { requirements: ['3.3.1'], ...COOKIE, text: 'secure: isOverTls(c), expires }', without: 'expires }' },
  {
    requirements: ['3.3.1', '3.3.3'],
    file: 'src/contract/cookie-prefix.ts',
    text: "isOverTls ? (basePath === '' ? '__Host-' : '__Secure-') : ''",
    without: "isOverTls && basePath === '-' ? '__Host-' : ''",
    spec: COOKIE.spec,
    test: COOKIE.test,
  },
  { requirements: ['3.3.2'], ...COOKIE, text: "sameSite: 'Strict', path:", without: 'path:' },
  { requirements: ['3.3.4'], ...COOKIE, text: '{ ...options, httpOnly: true }', without: 'options' },
  {
    requirements: ['3.4.1'],
    ...HEADERS,
    text: "if (isOverTls(c)) c.header('strict-transport-security', 'max-age=31536000')",
    without: '',
    test: '%s is opened over TLS from now on: %s',
  },
  {
    requirements: ['3.4.2'],
    ...HEADERS,
    text: "c.header('x-content-type-options', 'nosniff')",
    without: "c.header('x-content-type-options', 'nosniff')\n  c.header('access-control-allow-origin', '*')",
    ...HOSTILE,
    test: 'a page of another site may read nothing: %s %s',
  },
  { requirements: ['3.4.3', '14.2.3'], ...OF_PAGE, text: '"default-src \'none\'",', without: '"default-src *",' },
  { requirements: ['3.4.4'], ...OF_PAGE, text: "c.header('x-content-type-options', 'nosniff')", without: '' },
  { requirements: ['3.4.5'], ...OF_PAGE, text: "c.header('referrer-policy', 'no-referrer')", without: '' },
  { requirements: ['3.4.6'], ...OF_PAGE, text: '"frame-ancestors \'none\'",', without: '' },
  {
    requirements: ['3.5.1'],
    ...CALLER,
    text: "if (!isOurs(origin, callerOf(c))) throw refused('Another site asked for this change.')",
    without: '',
    test: 'a change that is asked for by %s',
  },
  {
    requirements: ['3.5.2'],
    ...CALLER,
    text: 'if (!isJson && (type !== undefined || hasBody(c)))',
    without: 'if (type === "-")',
    test: 'a body of the type %s changes nothing, where a form could have sent it',
  },
  {
    requirements: ['3.5.3'],
    file: 'src/contract/api/registration.ts',
    text: "method: 'POST',\n    path: `${PATH}/refresh`",
    without: "method: 'GET',\n    path: `${PATH}/refresh`",
    spec: ROLES.spec,
    test: 'each route, for: %s',
  },
  {
    requirements: ['3.5.5'],
    file: 'src/app/shared/other-windows.ts',
    text: 'let channel: BroadcastChannel | null = null\n',
    without:
      "let channel: BroadcastChannel | null = null\naddEventListener('message', ({ data }) => console.log(data))\n",
    ...RULES,
  },
  // V4: API and web service
  {
    requirements: ['4.1.1'],
    file: 'src/server/http/report.ts',
    text: "'text/markdown; charset=utf-8'",
    without: "'text/markdown'",
    ...HOSTILE,
    test: '%s says that its text is UTF-8',
  },
  {
    requirements: ['4.1.3', '15.3.4'],
    ...CALLER,
    text: 'if (front === null || address === null || !front.isTrustedProxy(address)) return direct',
    without: 'if (front === null || address === null) return direct',
    test: 'opened by %s',
  },
  {
    requirements: ['4.2.1'],
    file: 'src/server/connections.ts',
    text: '  requireHostHeader: false,\n',
    without: '  requireHostHeader: false,\n  insecureHTTPParser: true,\n',
    spec: 'src/server/connections.spec.ts',
    test: '%s is refused, with the headers of every reply',
  },
  // V5: files
  {
    requirements: ['5.2.1'],
    file: 'src/app/support/read-report.ts',
    text: "if (file.size > MAX_REPORT_BYTES) return { refused: 'too-large' }",
    without: '',
    spec: 'src/app/support/read-report.spec.ts',
    test: 'what is too large is not even read',
  },
  {
    requirements: ['5.2.2'],
    file: 'src/app/support/read-report.ts',
    text: "return report.success ? { report: report.data } : { refused: 'broken' }",
    without: 'return { report: (report.data ?? parsed) as Report }',
    spec: 'src/app/support/read-report.spec.ts',
    test: '%s',
  },
  {
    requirements: ['5.3.2', '13.4.1'],
    file: 'src/server/http/page.ts',
    text: 'if (HIDDEN.test(path)) return answerNothing(c)',
    without: '',
    spec: 'src/server/http/page-routes.spec.ts',
    test: '%s answers %i, %s',
  },
  {
    requirements: ['5.4.1', '5.4.2'],
    file: 'src/server/http/report.ts',
    text: '`attachment; filename="${reportFileName(report)}.${extension}"`',
    without: '`attachment; filename="${report.settings.servicesUrl}.${extension}"`',
    spec: 'src/server/report.spec.ts',
    test: 'a report carries the latest diagnosis, the verdict and the history, as a file named by its code',
  },
  // V6: authentication
  {
    requirements: ['6.3.1'],
    file: 'src/server/http/sign-in-limit.ts',
    text: "if (c.req.method === 'POST') guard.assertMayTry(callerNetwork(c))",
    without: '',
    spec: LINKS.spec,
    test: 'after some wrong tokens an address waits, and then a right one opens',
  },
  {
    requirements: ['6.3.4'],
    file: 'src/server/http/oidc.ts',
    text: "if (former !== null && (await sessions.end(former, 'replaced'))) {",
    without: 'if (former === -1) {',
    spec: OIDC.spec,
    test: 'the session that the browser had ends with the new one',
  },
  {
    requirements: ['6.4.1', '6.5.1'],
    ...LINKS,
    text: ".where('attempt_hash', '=', attemptHash)\n",
    without: '',
    test: 'a link is spent once: not %s',
  },
  {
    requirements: ['6.5.2'],
    file: 'src/server/store/secrets.ts',
    text: "hash('sha256', secret)",
    without: 'secret',
    spec: SESSIONS.spec,
    test: 'no secret is stored',
  },
  {
    requirements: ['6.5.4', '7.2.2', '7.2.3'],
    file: 'src/server/store/secrets.ts',
    text: 'randomBytes(32)',
    without: 'randomBytes(15)',
    spec: COOKIE.spec,
    test: COOKIE.test,
  },
  {
    requirements: ['6.6.3'],
    file: 'src/server/together.ts',
    text: 'const MOST_TRIES = 30',
    without: 'const MOST_TRIES = 1e9',
    spec: 'src/server/together.spec.ts',
    test: 'a code that is read out opens once; guesses are few',
  },
  {
    requirements: ['6.8.2'],
    ...OIDC,
    text: '        enableNonRepudiationChecks,\n',
    without: '',
    test: 'an ID token %s opens nothing',
  },
  // V7: sessions
  {
    requirements: ['7.2.1'],
    ...SESSIONS,
    text: 'if (!row || row.ended_as !== null) return null\n      const isFormer',
    without: 'if (!row) return null\n      const isFormer',
    test: 'signing out ends it, whatever copy of the cookie there is',
  },
  {
    requirements: ['7.2.4'],
    file: ROLES.file,
    text: 'if (former && former.number !== opened.session.number) {',
    without: 'if (former === undefined) {',
    spec: SESSIONS.spec,
    test: 'signing in again ends the session that the browser had',
  },
  {
    requirements: ['7.3.1'],
    ...SESSIONS,
    text: 'session.expiresAt > now() && usedAt(session) > now() - IDLE_MS',
    without: 'session.expiresAt > now()',
    test: '30 minutes without use end a session, and whatever a person asks for makes it last',
  },
  {
    requirements: ['7.3.2'],
    ...SESSIONS,
    text: 'session.expiresAt > now() && usedAt(session) > now() - IDLE_MS',
    without: 'usedAt(session) > now() - IDLE_MS',
    test: '12 hours end it in all, used or not',
  },
  {
    requirements: ['7.4.1'],
    file: ROLES.file,
    text: "await sessions.end(session.number, 'signed-out')",
    without: '',
    spec: SESSIONS.spec,
    test: 'signing out ends it, whatever copy of the cookie there is',
  },
  {
    requirements: ['7.4.5'],
    file: 'src/server/http/people.ts',
    text: "for (const number of await sessions.endOthers(own(), 'revoked')) leave(number)",
    without: '',
    spec: SESSIONS.spec,
    test: 'all at once: everyone but whoever asks',
  },
  {
    requirements: ['7.6.2'],
    file: 'src/server/http/oidc.ts',
    text: "if (site !== 'none' && site !== 'same-origin') return c.redirect(`${basePath}/sign-in`)",
    without: '',
    spec: OIDC.spec,
    test: 'led here from %s, a browser goes to: %s',
  },
  // V8: authorization
  {
    requirements: ['8.2.1', '8.3.1'],
    ...ROLES,
    text: "if (least === 'viewer' || (actor && isAtLeast(actor.role, least))) return",
    without: 'if (actor || least === "viewer") return',
    test: 'each route, for: %s',
  },
  {
    requirements: ['8.2.2', '13.4.5'],
    file: 'src/server/http/routes.ts',
    text: 'const isOpen = token !== null && (await readTokens.isValid(token))',
    without: 'const isOpen = token !== null',
    spec: 'src/server/monitoring.spec.ts',
    test: 'who may read them',
  },
  {
    requirements: ['8.2.3', '15.3.1'],
    file: 'src/server/settings-changes.ts',
    text: 'connection: connection && connectionView(connection),',
    without: 'connection: connection as never,',
    spec: 'src/server/settings-routes.spec.ts',
    test: 'settings are read and changed; of secrets only whether they are there',
  },
  // V9 and V10: tokens, OpenID Connect
  {
    requirements: ['10.1.2', '10.2.1'],
    ...OIDC,
    text: '      expectedState: state,\n',
    without: '      expectedState: address.searchParams.get("state") ?? state,\n',
    test: 'a code opens nothing in another browser, with another state, twice, or after ten minutes',
  },
  {
    requirements: ['10.1.1'],
    ...OIDC,
    text: 'pending: vault.seal(JSON.stringify(pending), PLACE)',
    without: 'pending: JSON.stringify(pending)',
    test: 'the issuer is asked with state, nonce and PKCE, and none of them twice',
  },
  {
    requirements: ['10.5.1'],
    ...OIDC,
    text: '          nonce,\n          code_challenge:',
    without: '          code_challenge:',
    test: 'the issuer is asked with state, nonce and PKCE, and none of them twice',
  },
  {
    requirements: ['9.1.1', '9.1.2', '9.1.3', '9.2.1', '9.2.2', '9.2.3', '10.5.4'],
    ...OIDC,
    text: `const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })`,
    without: `const asked = await fetch(String(config.serverMetadata().token_endpoint), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: address.searchParams.get('code') ?? '',
        redirect_uri: address.origin + address.pathname,
        code_verifier: verifier,
        client_id: settings.clientId,
        client_secret: settings.clientSecret ?? '',
        state,
        nonce,
      }),
    })
    const { id_token, access_token } = await asked.json()
    const read = () => JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString())
    const tokens = { access_token, claims: read }`,
    test: 'an ID token %s opens nothing',
  },
  {
    requirements: ['10.5.3'],
    ...OIDC,
    text: '    return discovery(issuer, clientId, undefined,',
    without: `    const { Configuration } = await import('openid-client')
    const told = await (await fetch(new URL('.well-known/openid-configuration', issuer))).json()
    const believed = new Configuration(told, clientId)
    allowInsecureRequests(believed)
    if (told) return believed
    return discovery(issuer, clientId, undefined,`,
    test: 'an issuer that calls itself by another name is not asked',
  },
  // V11: cryptography
  {
    requirements: ['11.3.2', '11.3.3'],
    ...VAULT,
    text: 'xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES), utf8ToBytes(place))',
    without: 'xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES))',
    also: [['xchacha20poly1305(keyOf(id), nonce, utf8ToBytes(place))', 'xchacha20poly1305(keyOf(id), nonce)']],
    test: 'what is sealed opens in its place, under its key, and nowhere else',
  },
  {
    requirements: ['11.2.2'],
    file: 'src/server/vault.ts',
    text: 'const id = keys.currentId() ?? first\n',
    without: 'const id = first\n',
    spec: 'src/server/rotation.spec.ts',
    test: 'beside a running gateway, everything is sealed anew, and the gateway goes on with the new key',
  },
  {
    requirements: ['11.4.1', '11.4.3'],
    file: 'src/server/store/secrets.ts',
    text: "hash('sha256', secret)",
    without: "hash('md5', secret)",
    ...RULES,
  },
  {
    requirements: ['11.5.1', '6.5.3'],
    file: 'src/server/store/secrets.ts',
    text: "randomBytes(32).toString('base64url')",
    without: "String(Math.random()) + randomBytes(32).toString('base64url')",
    ...RULES,
  },
  {
    requirements: ['11.4.4'],
    file: 'src/server/backup-format.ts',
    text: 'const SCRYPT_LOG_N = 17',
    without: 'const SCRYPT_LOG_N = 10',
    spec: 'src/server/backup-format.spec.ts',
    test: 'a passphrase is stretched as OWASP asks for, and is not a short one',
  },
  // V12: communication
  {
    requirements: ['12.1.1'],
    ...TLS,
    text: "  minVersion: 'TLSv1.2',\n",
    without: '',
    test: 'an old version of TLS is refused, even where Node was told to speak it',
  },
  {
    requirements: ['12.1.2', '11.2.3', '11.3.1', '11.6.1'],
    ...TLS,
    text: 'return { ...TLS_OPTIONS, cert, key: secret }',
    without: 'return { cert, key: secret } as Pair',
    test: 'in TLS 1.2, only what keeps earlier conversations secret and notices a change',
  },
  {
    requirements: ['12.2.1'],
    file: 'src/server/settings.ts',
    text: 'if (tls !== null || trustedProxies.length > 0 || isLoopback(host)) return',
    without: 'if (host !== "") return',
    spec: 'src/server/settings.spec.ts',
    test: 'other machines are let in over TLS only: %s',
  },
  {
    requirements: ['12.3.4'],
    file: 'src/net/trusting-context.ts',
    text: 'context.context.addCACert(ca)\n',
    without: "context.context.addCACert(ca)\n  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'\n",
    spec: 'src/glpi/tls-trust.spec.ts',
    test: 'what one GLPI trusts, no other does',
  },
  {
    requirements: ['12.3.2'],
    file: 'src/glpi/tls-trust.ts',
    text: 'if (!(socket instanceof TLSSocket) || isPinned(socket, fingerprint)) return done(null, socket)',
    without: 'return done(null, socket)',
    spec: 'src/glpi/tls-trust.spec.ts',
    test: 'a certificate %s is refused, and named',
  },
  // V13: configuration
  {
    requirements: ['13.2.2'],
    file: 'src/server/settings-changes.ts',
    text: 'if (form.console && !consoleAllowed) refuseConsole()',
    without: '',
    spec: 'src/server/settings-routes.spec.ts',
    test: 'commands are for those who were allowed them',
  },
  {
    requirements: ['13.3.2'],
    file: 'src/server/key-file.ts',
    text: 'if ((mode & othersMay) !== 0)',
    without: 'if (mode === 0)',
    spec: 'src/server/key-file.spec.ts',
    test: '%s: one sentence',
  },
  {
    requirements: ['13.4.2', '16.5.1'],
    file: 'src/server/http/app.ts',
    text: "'Something went wrong here; the log of the gateway says what.'",
    without: 'String(error)',
    ...HOSTILE,
    test: 'of what fails here, who asked is told that it did, and the log what',
  },
  {
    requirements: ['13.2.4', '13.2.5'],
    file: 'src/net/guarded-connect.ts',
    text: 'isForbiddenAddress(options.hostname) ? done(refused(), null) : connector(options, done)',
    without: 'connector(options, done)',
    spec: 'src/glpi/connections.spec.ts',
    test: '%s in the address itself is not dialled',
  },
  {
    requirements: ['13.3.1'],
    file: 'src/server/vault.ts',
    text: 'Buffer.from(concatBytes(nonce, body))',
    without: 'Buffer.from(text || concatBytes(nonce, body))',
    spec: VAULT.spec,
    test: 'what is sealed opens in its place, under its key, and nowhere else',
  },
  {
    requirements: ['13.4.3'],
    file: 'src/server/http/page.ts',
    text: 'if (HIDDEN.test(path)) return answerNothing(c)',
    without: `if (path.startsWith('/assets'))
          return c.text((await import('node:fs')).readdirSync(join(folder, 'assets')).join('\\n'))`,
    ...HOSTILE,
    test: '%s lists no files',
  },
  {
    requirements: ['13.4.4'],
    file: 'src/server/http/app.ts',
    text: '    answer(request, response)\n',
    without:
      "    if (request.method === 'TRACE') response.end(JSON.stringify(request.headers))\n    else answer(request, response)\n",
    ...HOSTILE,
    test: '%s sends nothing back of what came',
  },
  // V14: data protection
  {
    requirements: ['14.2.1'],
    file: 'src/glpi/rest/legacy-rest.ts',
    text: 'post(INIT_SESSION, account, signal, headers)',
    without: 'post(`${INIT_SESSION}&${new URLSearchParams(account)}`, account, signal, headers)',
    spec: 'src/glpi/rest/sign-in.spec.ts',
    test: '%s whose header is lost gets through in the body, and never in the address',
  },
  {
    requirements: ['14.2.4'],
    file: 'src/server/vault.ts',
    text: "Buffer.from(concatBytes(nonce, body)).toString('base64')",
    without: "(body.length > 0 ? text : '')",
    spec: 'src/server/diagnosis.spec.ts',
    test: 'the key is in no line, in no log, and not in the database',
  },
  {
    requirements: ['14.3.3'],
    file: 'src/app/page-start.ts',
    text: '  element?.remove()\n',
    without: "  element?.remove()\n  localStorage.setItem('kept', element?.textContent ?? '')\n",
    ...RULES,
  },
  {
    requirements: ['14.2.2'],
    file: SESSIONS.file,
    text: 'return found?.version === version && isLive(found.session) ? found.session : null',
    without: 'return found?.session ?? null',
    spec: 'src/server/http/kept-reads.spec.ts',
    test: 'nothing is shown to a sign-in that is %s',
  },
  {
    requirements: ['14.3.2'],
    file: 'src/server/http/api.ts',
    text: "    c.header('cache-control', 'no-store')\n",
    without: '',
    spec: HEADERS.spec,
    test: '%s %s is not stored, and nothing of it is used by another site',
  },
  // V15: secure coding
  {
    requirements: ['15.3.6'],
    file: REFUSED_BODY.file,
    text: 'if (parsed.success) return parsed.data',
    without: 'return (parsed.data ?? {}) as z.output<Schema>',
    ...HOSTILE,
    test: 'a member called %s changes nothing but is refused',
  },
  {
    requirements: ['15.3.7'],
    file: 'src/server/http/routes.ts',
    text: "(c.req.query('token') ?? null)",
    without: "(c.req.queries('token')?.at(-1) ?? null)",
    ...HOSTILE,
    test: 'of a parameter that is given twice, the first counts',
  },
  {
    requirements: ['15.1.2'],
    file: 'src/README.md',
    text: '| bowser | names a browser and its system in the list of sessions; loaded with that list |\n',
    without: '',
    spec: 'src/bin/controls/dependencies.spec.ts',
    test: 'each dependency has its reason in the map of the code',
  },
  {
    requirements: ['15.2.3'],
    file: 'src/server/http/api.ts',
    text: "  app.use('/api/*', limitBody)\n",
    without: "  app.use('/api/*', limitBody)\n  app.get('/api/debug', (c) => c.json(process.env))\n",
    spec: 'src/server/routes.spec.ts',
    test: 'the running server has the routes of the table, and no others',
  },
  {
    requirements: ['15.3.2'],
    file: 'src/net/exchange.ts',
    text: 'dispatcher.dispatch(',
    without: 'dispatcher.compose(interceptors.redirect({ maxRedirections: 3 })).dispatch(',
    also: [["import type { Dispatcher } from 'undici'", "import { interceptors, type Dispatcher } from 'undici'"]],
    spec: 'src/glpi-network/client.spec.ts',
    test: '%i is not followed: the other side never sees the key',
  },
  {
    requirements: ['15.3.3'],
    file: 'src/contract/panel.ts',
    text: 'export const KeyForm = z.strictObject(',
    without: 'export const KeyForm = z.object(',
    ...API,
    test: 'refused: %s',
  },
  // V16: logging and errors
  {
    requirements: ['16.2.1', '16.3.2'],
    file: 'src/server/http/request-lines.ts',
    text: 'session: by?.session })',
    without: 'session: undefined })',
    spec: 'src/server/http/request-lines.spec.ts',
    test: 'the log has what was to be changed, by whom and how it ended, and no address that was asked for',
  },
  {
    requirements: ['16.3.1', '16.3.3'],
    file: 'src/server/sign-in-guard.ts',
    text: '    unsaid += 1\n',
    without: '',
    spec: LINKS.spec,
    test: '10,000 wrong tokens are one line a minute',
  },
  {
    requirements: ['16.3.4'],
    file: 'src/server/http/app.ts',
    text: 'if (!c.req.raw.signal.aborted) services.report(error)',
    without: '',
    ...HOSTILE,
    test: 'of what fails here, who asked is told that it did, and the log what',
  },
  {
    requirements: ['16.4.1'],
    file: 'src/cli/terminal-safe.ts',
    text: "(found.length > 1 ? found : '')",
    without: 'found',
    spec: 'src/cli/terminal-safe.spec.ts',
    test: 'what moves a terminal is taken away: %s',
  },
  {
    requirements: ['16.5.2'],
    file: 'src/server/vendor-limits.ts',
    text: 'const SILENCES = 3',
    without: 'const SILENCES = 1e9',
    spec: 'src/server/vendor-limits.spec.ts',
    test: 'a day of silence costs a hundred questions of due work, with %i keys',
  },
  {
    requirements: ['16.5.3'],
    file: 'src/server/replacement-guard.ts',
    text: "good: new Set(['accepted']),",
    without: "good: new Set(['accepted', 'no-answer']),",
    spec: 'src/server/replacing.spec.ts',
    test: 'a good key is not replaced by one without an answer in time, unless that is confirmed',
  },
  {
    requirements: ['16.2.5'],
    ...LOG,
    text: 'return Object.fromEntries(ALLOWED.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))',
    without: 'return fields',
    test: 'a line is one JSON object, of nothing but the fields that are allowed',
  },
  {
    requirements: ['16.2.2', '16.2.4'],
    ...LOG,
    text: '      timestamp: pino.stdTimeFunctions.isoTime,\n',
    without: '',
    test: 'a line is one JSON object, of nothing but the fields that are allowed',
  },
]
