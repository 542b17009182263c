import { freePort } from '#net/testing/free-port.ts'
import { answers, inspects, oddProxy, tunnelTo } from '../../rig/odd-proxy.ts'
import type { Rig } from '../../rig/rig.ts'
import type { ProxyName } from '../../rig/tinyproxy.ts'
import { vendor } from '../../rig/vendor.ts'
import { ofProxy, type Fault } from '../fault.ts'

const NEEDS = { needs: ['openssl'] } as const
const REAL = { needs: ['openssl', 'tinyproxy'] } as const

/** All is well at the vendor; `find` gives the proxy that is not. */
const through =
  (find: (rig: Rig) => string | Promise<string>): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(vendor())).url, proxy: await find(rig) })

const odd = (answer: Parameters<typeof oddProxy>[1]): Fault['set'] =>
  through(async (rig) => (await oddProxy(rig, answer)).url)
const listening = (greet: Parameters<Rig['tcp']>[0]): Fault['set'] =>
  through(async (rig) => (await rig.tcp(greet, 'http', { name: '127.0.0.1' })).url)
const real = (name: ProxyName, login = ''): Fault['set'] =>
  through((rig) => rig.proxy(name).replace('http://', `http://${login}`))

const UNREACHABLE = ofProxy('proxy-unreachable', 'correct-proxy')
const UNUSABLE = ofProxy('proxy-setting-unusable', 'rewrite-proxy-setting')
const LOGIN = ofProxy('proxy-auth-required', 'give-what-proxy-asks')
const DENIED = ofProxy('proxy-denied', 'ask-proxy-to-allow')
const BEYOND = ofProxy('proxy-cannot-reach', 'ask-proxy-network')

export const PROXY: readonly Fault[] = [
  {
    name: 'a proxy that is not there',
    is: 'the port of the proxy is wrong, or it is down',
    ...UNREACHABLE,
    ...NEEDS,
    set: through(async () => `http://127.0.0.1:${await freePort()}`),
  },
  {
    name: 'a proxy whose name is unknown',
    is: 'the name of the proxy is wrong',
    ...UNREACHABLE,
    needs: ['openssl', 'network', 'dnsmasq'],
    set: through(() => 'http://proxy.gone.test:3128'),
  },
  {
    name: 'a proxy whose name is never resolved',
    is: 'the resolver does not answer for the name of the proxy',
    ...UNREACHABLE,
    needs: ['openssl', 'network', 'dnsmasq'],
    hangs: true,
    set: through(() => 'http://never.odd.test:3128'),
  },
  {
    name: 'a proxy behind a firewall that drops',
    is: 'the network path to the proxy is closed',
    ...UNREACHABLE,
    needs: ['openssl', 'network', 'dnsmasq', 'nft'],
    hangs: true,
    set: through(() => 'http://dropped.net.test:3128'),
  },
  {
    name: 'a proxy port that closes at once',
    is: 'what listens there is no proxy',
    ...UNREACHABLE,
    ...NEEDS,
    set: listening((socket) => void socket.end()),
  },
  {
    name: 'a proxy port that speaks another protocol',
    is: 'an SSH server listens there',
    ...UNREACHABLE,
    ...NEEDS,
    set: listening((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
  },
  {
    name: 'a proxy port that speaks TLS',
    is: 'the proxy wants to be spoken to in TLS',
    ...UNREACHABLE,
    ...NEEDS,
    set: through(async (rig) =>
      (await rig.https(vendor(), 'good', {}, { name: '127.0.0.1' })).url.replace('https:', 'http:'),
    ),
  },
  {
    name: 'a proxy that does not encrypt, behind https://',
    is: 'https:// is set for a proxy that speaks plain HTTP',
    ...UNUSABLE,
    shows: [['reason', /^proxy-plain$/]],
    ...NEEDS,
    set: through(async (rig) => (await oddProxy(rig, answers('400 Bad Request'))).url.replace('http:', 'https:')),
  },
  {
    name: 'a proxy that is SOCKS',
    is: 'socks5:// is set, and no HTTP proxy',
    ...UNUSABLE,
    shows: [['reason', /^proxy-socks$/]],
    ...NEEDS,
    set: through(() => 'socks5://latchkey:secret@127.0.0.1:1080'),
  },
  {
    name: 'a proxy setting without a host',
    is: 'the host was forgotten, and the password stands in its place',
    ...UNUSABLE,
    shows: [['reason', /^proxy-port$/]],
    ...NEEDS,
    set: through(() => 'http://latchkey:secret'),
  },
  {
    name: 'a web server in place of the proxy',
    is: 'a web server listens there, and knows no CONNECT (405)',
    ...UNREACHABLE,
    ...NEEDS,
    set: odd(
      answers(
        '405 Method Not Allowed',
        ['Server: nginx', 'Content-Type: text/html'],
        '<html><title>405 Not Allowed</title></html>',
      ),
    ),
  },
  {
    name: 'a web server that calls CONNECT a bad request',
    is: 'a web server listens there, and knows no CONNECT (400)',
    ...UNREACHABLE,
    ...NEEDS,
    set: odd(answers('400 Bad Request', ['Server: nginx'])),
  },
  {
    name: 'a server that has not implemented CONNECT',
    is: 'a server listens there that knows no CONNECT (501)',
    ...UNREACHABLE,
    ...NEEDS,
    set: odd(answers('501 Not Implemented')),
  },
  {
    name: 'a proxy that wants a login',
    is: 'no login is set',
    ...LOGIN,
    shows: [
      ['proxy-status', /^407$/],
      ['proxy-authenticate', /^Basic/],
    ],
    ...REAL,
    set: real('with-login'),
  },
  {
    name: 'a proxy with another password',
    is: 'the password is wrong',
    ...LOGIN,
    ...REAL,
    set: real('with-login', 'latchkey:wrong-horse@'),
  },
  {
    name: 'a proxy that wants NTLM or Kerberos',
    is: 'no password can be sent to it',
    ...LOGIN,
    shows: [['proxy-authenticate', /^Negotiate, NTLM$/]],
    ...NEEDS,
    set: odd(
      answers('407 Proxy Authentication Required', ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM']),
    ),
  },
  {
    name: 'a proxy that denies the name',
    is: 'the name is not on the list of the proxy',
    ...DENIED,
    shows: [['proxy-status', /^403$/]],
    ...REAL,
    set: real('denies-by-name'),
  },
  {
    name: 'a proxy that denies the port',
    is: 'the proxy lets other ports through',
    ...DENIED,
    ...REAL,
    set: real('denies-by-port'),
  },
  {
    name: 'a proxy that redirects to its policy',
    is: 'the proxy shows a page instead',
    ...DENIED,
    ...NEEDS,
    set: odd(answers('302 Found', ['Location: http://policy.example/'])),
  },
  {
    name: 'a proxy that finds no address beyond',
    is: 'the resolver of the proxy fails (503)',
    ...BEYOND,
    ...NEEDS,
    set: odd(answers('503 Service Unavailable', ['X-Squid-Error: ERR_DNS_FAIL 0', 'Via: 1.1 proxy (squid/5.7)'])),
  },
  {
    name: 'a proxy that waits in vain beyond',
    is: 'the proxy has no network path beyond it (504)',
    ...BEYOND,
    ...NEEDS,
    set: odd(answers('504 Gateway Timeout')),
  },
  {
    name: 'a proxy that never answers',
    is: 'the proxy waits for something beyond',
    ...BEYOND,
    ...NEEDS,
    hangs: true,
    set: odd((_, socket) => void socket.resume()),
  },
  {
    name: 'a proxy that inspects',
    is: 'the proxy opens the encryption',
    ...ofProxy('tls-untrusted-issuer', 'trust-or-exempt'),
    shows: [['issuer', /NetGuard/]],
    ...NEEDS,
    set: through(async (rig) => (await oddProxy(rig, inspects(rig.identity('appliance')))).url),
  },
  {
    name: 'a tunnel that is cut',
    is: 'the proxy lets through and then ends',
    ...ofProxy('connection-reset', 'find-what-cuts'),
    ...NEEDS,
    set: odd(tunnelTo((socket) => void socket.once('data', () => socket.end()))),
  },
  {
    name: 'a tunnel that is silent',
    is: 'the proxy lets through, and nothing comes back',
    ...ofProxy('reply-timeout', 'compare-networks'),
    ...NEEDS,
    hangs: true,
    set: odd(tunnelTo((socket) => void socket.resume())),
  },
  {
    name: 'a page in the tunnel',
    is: 'the proxy says yes and sends a page',
    ...ofProxy('tls-not-tls', 'check-port'),
    ...NEEDS,
    set: odd(tunnelTo((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n<html>')))),
  },
]
