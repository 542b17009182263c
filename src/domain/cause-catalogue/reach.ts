import type { Catalogue } from './cause.ts'

/** The way to GLPI Network. */
export const REACH = {
  'dns-not-found': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.dns-not-found.title', message: 'GLPI Network’s host name was not found' },
    meaning: /*i18n*/ {
      id: 'cause.dns-not-found.meaning',
      message:
        'The DNS resolver of the server Latchkey runs on has no address for it, or a DNS filter returns one that leads nowhere. Nothing was sent. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-not-found.next',
      message:
        'A server administrator can check the resolver where Latchkey and PHP run: on the server or in its container, not on a desktop. If only the proxy can resolve internet names, set that proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-not-found.glpi',
      message:
        'GLPI says “Connection failed. If you use a proxy, please configure it” for every network fault; this one is curl error 6.',
    },
    caller: /*i18n*/ {
      id: 'cause.dns-not-found.caller',
      message:
        'Open a terminal on the server itself, or in its container if it has one, and look up services.glpi-network.com. What does it answer?',
    },
  },
  'dns-timeout': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.dns-timeout.title', message: 'DNS did not resolve GLPI Network in time' },
    meaning: /*i18n*/ {
      id: 'cause.dns-timeout.meaning',
      message:
        'The DNS resolver of the server Latchkey runs on is slow, refuses or does not answer. It can work one minute and fail the next.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-timeout.next',
      message:
        'A server administrator can check the resolver where Latchkey and PHP run: on the server or in its container. A fixed address in the hosts file helps until that address changes.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-timeout.glpi',
      message: 'GLPI shows “Resolving timed out after 5000 milliseconds”: curl error 28, or 6.',
    },
    caller: /*i18n*/ {
      id: 'cause.dns-timeout.caller',
      message:
        'Read me the nameserver lines of /etc/resolv.conf on the server, or in its container if it has one. Does each of them answer from there?',
    },
  },
  'connect-refused': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.connect-refused.title', message: 'The connection was refused' },
    meaning: /*i18n*/ {
      id: 'cause.connect-refused.meaning',
      message:
        'A firewall on the network path or on this server rejects it, or nothing listens at this address and port. The key was not sent.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-refused.next',
      message:
        'Ask the network team which rule rejects services.glpi-network.com on port 443. If another address is set for GLPI Network, check that first.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-refused.glpi',
      message:
        'GLPI fails at once, with curl error 7. If a firewall drops traffic instead of rejecting it, GLPI waits.',
    },
    caller: /*i18n*/ {
      id: 'cause.connect-refused.caller',
      message:
        'Who manages the firewall between this server and the internet? Ask them which rule rejects services.glpi-network.com on port 443 from here.',
    },
  },
  'connect-timeout': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.connect-timeout.title', message: 'The connection timed out' },
    meaning: /*i18n*/ {
      id: 'cause.connect-timeout.meaning',
      message:
        'Outgoing traffic to GLPI Network is dropped along the network path, or the server Latchkey runs on has no internet access. The key was not sent.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-timeout.next',
      message:
        'Ask the network team to allow services.glpi-network.com on port 443 from this server, or set the proxy that your site uses.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-timeout.glpi',
      message:
        'GLPI shows “Connection timed out”, and its tab takes about ten seconds to open. In 9.5, installed plugins also disappear from the marketplace.',
    },
    caller: /*i18n*/ {
      id: 'cause.connect-timeout.caller',
      message:
        'Do your other servers use a proxy to reach the internet? If they do, give me its name and port; if not, ask your network team to open port 443 to services.glpi-network.com.',
    },
  },
  'connection-reset': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.connection-reset.title', message: 'The connection was closed early' },
    meaning: /*i18n*/ {
      id: 'cause.connection-reset.meaning',
      message: 'It was closed before the reply was complete. Firewalls and filters on the network path do that.',
    },
    next: /*i18n*/ {
      id: 'cause.connection-reset.next',
      message:
        'Check again. If this persists, the network team can look for the rule that resets connections to services.glpi-network.com.',
    },
    glpi: /*i18n*/ { id: 'cause.connection-reset.glpi', message: 'GLPI fails with curl error 35 or 56.' },
    caller: /*i18n*/ {
      id: 'cause.connection-reset.caller',
      message:
        'Run the diagnosis once more while I wait. If the connection is cut again, give your network team this server’s address and the time, so they can find it in the firewall’s log.',
    },
  },
  'reply-timeout': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.reply-timeout.title', message: 'No answer arrived in time' },
    meaning: /*i18n*/ {
      id: 'cause.reply-timeout.meaning',
      message:
        'A connection was opened, but nothing came back: either the request or the TLS handshake got no answer. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-timeout.next',
      message:
        'Leave the key as it is: Latchkey checks a saved key again on its own. If this persists, try from another network to see which side is slow.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-timeout.glpi',
      message:
        'GLPI sends the request while it builds the page, so its tab takes as long to open as the answer takes to arrive.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-timeout.caller',
      message:
        'Leave the key as it is, and open services.glpi-network.com from another network, such as your phone’s. Does it answer there?',
    },
  },
  'reply-stalled': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.reply-stalled.title', message: 'The answer started and then stopped' },
    meaning: /*i18n*/ {
      id: 'cause.reply-stalled.meaning',
      message:
        'Often small replies get through and large ones get stuck, because packets exceed what a link on the network path allows (MTU). The key is not the cause.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-stalled.next',
      message: 'Ask the network team to check the path MTU between this server and services.glpi-network.com.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-stalled.glpi',
      message:
        'GLPI shows a valid key, but its marketplace hangs, ends in a 504 and blocks the whole session. Closing the browser frees it.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-stalled.caller',
      message:
        'Does this server reach the internet through a VPN or another tunnel? Ask your network team to try a smaller MTU there, such as 1400.',
    },
  },
  'reply-too-large': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.reply-too-large.title', message: 'The reply is too large to be from GLPI Network' },
    meaning: /*i18n*/ {
      id: 'cause.reply-too-large.meaning',
      message:
        'Latchkey stops reading well above the size of a real answer: at 1 MiB for a key, at 8 MiB for the list of plugins.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-too-large.next',
      message:
        'Check the address set for GLPI Network. If it is correct, ask the network team what answers in its place.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-too-large.glpi',
      message: 'GLPI says only “Unable to fetch registration information”.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-too-large.caller',
      message: 'Read me the address of GLPI Network, letter by letter, as it is set in Latchkey. Who set it?',
    },
  },
} satisfies Catalogue
