import type { Catalogue } from './cause.ts'

/** The proxy between this server and GLPI Network. */
export const PROXY = {
  'proxy-unreachable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-unreachable.title', message: 'The proxy cannot be reached' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-unreachable.meaning',
      message:
        'No connection to the proxy came about, or what stands at its address is no HTTP proxy. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-unreachable.next',
      message:
        'Check the name and the port of the proxy: HTTPS_PROXY or ALL_PROXY for Latchkey, Setup > General > Proxy for GLPI. Neither takes a SOCKS proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-unreachable.glpi',
      message:
        'With a proxy set, GLPI says “Failed to connect to the proxy server” of every fault, even beyond a proxy that works. The text in brackets is the true error.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-unreachable.caller',
      message:
        'Read me the proxy’s name and port, as the diagnosis shows them. Do your other servers use the same ones?',
    },
  },
  'proxy-auth-required': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-auth-required.title', message: 'The proxy asks for a login' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-auth-required.meaning',
      message:
        'It lets nobody through who does not sign in: no login was sent, or not the right one, or not of the kind it wants.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-auth-required.next',
      message:
        'Set the login: in HTTPS_PROXY or ALL_PROXY for Latchkey, in Setup > General > Proxy for GLPI. If the proxy wants NTLM or Kerberos, ask its administrator for a rule without a login for this server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-auth-required.glpi',
      message:
        'GLPI sends Basic logins only, to HTTP proxies only. In 10.0.18, “@” or “:” in the login empties the catalogue although the key is valid: upgrade, or use a plain login.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-auth-required.caller',
      message:
        'Does your proxy take a name and a password, or does it take the Windows session? Ask its administrator whether this server may pass without a login.',
    },
  },
  'proxy-denied': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-denied.title', message: 'The proxy does not allow GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-denied.meaning',
      message: 'The proxy works, and its rules forbid this connection. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-denied.next',
      message: 'Ask the people who run the proxy to allow services.glpi-network.com on port 443.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-denied.glpi',
      message: 'GLPI says “Failed to connect to the proxy server”, with a 403 in brackets.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-denied.caller',
      message:
        'Ask the people who run the proxy to allow services.glpi-network.com on port 443, then run the diagnosis again. The key plays no part in it.',
    },
  },
  'proxy-cannot-reach': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-cannot-reach.title', message: 'The proxy cannot reach GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.meaning',
      message:
        'The proxy takes the question and gets no further: the fault lies beyond it. GLPI Network was not asked.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.next',
      message: 'Ask the people who run the proxy to check its DNS resolver and its outgoing connections.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.glpi',
      message: 'GLPI says “Failed to connect to the proxy server”, with a 502, a 504 or a timeout in brackets.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-cannot-reach.caller',
      message:
        'The proxy answers, but it gets no further. Ask its administrator to open services.glpi-network.com from the proxy itself, and tell me what they see.',
    },
  },
  'proxy-setting-unusable': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.proxy-setting-unusable.title', message: 'The proxy setting cannot be used' },
    meaning: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.meaning',
      message:
        'The address of the proxy cannot be read as scheme, login, host and port, names a SOCKS proxy, or says https:// of a proxy that does not encrypt. No login was sent, and no part of it was looked up as a name.',
    },
    next: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.next',
      message:
        'Write it as http://user:password@proxy.example:3128. Percent-encode special characters of the login: @ is %40, # is %23, / is %2F, ? is %3F, : is %3A, \\ is %5C. Most proxies take http://, even for https addresses. SOCKS is not supported.',
    },
    glpi: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.glpi',
      message: 'In GLPI, name, port, user and password of the proxy are separate fields and need no encoding.',
    },
    caller: /*i18n*/ {
      id: 'cause.proxy-setting-unusable.caller',
      message:
        'Does the password of your proxy contain special characters? Ask the administrator of the server to check how the proxy is written there, without reading it to me.',
    },
  },
} satisfies Catalogue
