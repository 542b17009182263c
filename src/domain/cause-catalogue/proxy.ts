import type { Catalogue } from './cause.ts'

/** The proxy between this server and GLPI Network. */
export const PROXY = {
  'proxy-unreachable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-unreachable.title', message: 'The proxy cannot be reached' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-unreachable.meaning',
      message:
        'The connection to the proxy failed, or the server at its address is not an HTTP proxy. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-unreachable.next',
      message:
        'Check the proxy’s name and port: HTTPS_PROXY or ALL_PROXY for Latchkey, Setup > General > Proxy for GLPI. Neither supports SOCKS.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-unreachable.glpi',
      message:
        'With a proxy set, GLPI says “Failed to connect to the proxy server” for every fault, even when the proxy works. The text in brackets is the actual error.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-unreachable.caller',
      message:
        'Read me the proxy’s name and port, as the diagnosis shows them. Do your other servers use the same proxy?',
    },
  },
  'proxy-auth-required': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-auth-required.title', message: 'The proxy requires a login' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-auth-required.meaning',
      message:
        'The proxy lets nobody through without a login. None was sent, or it was wrong, or it was not of the kind the proxy expects.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-auth-required.next',
      message:
        'Set the login in HTTPS_PROXY or ALL_PROXY for Latchkey, and in Setup > General > Proxy for GLPI. If the proxy requires NTLM or Kerberos, ask its administrator to let this server through without a login.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-auth-required.glpi',
      message:
        'GLPI sends only Basic logins, and only to HTTP proxies. In 10.0.18, “@” or “:” in the login empties the catalogue although the key is valid: upgrade, or use a plain login.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-auth-required.caller',
      message:
        'Does your proxy ask for a name and a password, or does it use the Windows session? Ask its administrator whether this server may connect without a login.',
    },
  },
  'proxy-denied': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-denied.title', message: 'The proxy does not allow GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-denied.meaning',
      message: 'The proxy works, but its rules forbid this connection. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-denied.next',
      message: 'Ask the proxy’s administrator to allow services.glpi-network.com on port 443.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-denied.glpi',
      message: 'GLPI says “Failed to connect to the proxy server”, with a 403 in brackets.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-denied.caller',
      message:
        'Ask the proxy’s administrator to allow services.glpi-network.com on port 443, then run the diagnosis again. The key is not the cause.',
    },
  },
  'proxy-cannot-reach': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-cannot-reach.title', message: 'The proxy cannot reach GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.meaning',
      message:
        'The proxy accepts the request but gets no further: the fault lies beyond it. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.next',
      message: 'Ask the proxy’s administrator to check its DNS resolver and its outgoing connections.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.glpi',
      message: 'GLPI says “Failed to connect to the proxy server”, with a 502, a 504 or a timeout in brackets.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.caller',
      message:
        'The proxy answers but gets no further. Ask its administrator to open services.glpi-network.com from the proxy itself, and tell me the result.',
    },
  },
  'proxy-setting-unusable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-setting-unusable.title', message: 'The proxy setting cannot be used' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.meaning',
      message:
        'The proxy address cannot be read as scheme, login, host and port, names a SOCKS proxy, or says https:// although the proxy does not encrypt. No login was sent, and no part of it was looked up in DNS.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.next',
      message:
        'Write it as http://user:password@proxy.example:3128. Percent-encode special characters in the login: @ is %40, # is %23, / is %2F, ? is %3F, : is %3A, \\ is %5C. Most proxies use http://, even for https addresses. SOCKS is not supported.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.glpi',
      message: 'In GLPI, the proxy’s name, port, user and password are separate fields and need no encoding.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.caller',
      message:
        'Does your proxy password contain special characters? Ask the server’s administrator to check how the proxy is written there, without reading it to me.',
    },
  },
} satisfies Catalogue
