import type { CauseCode } from '../cause-codes.ts'
import type { OtherWords } from './cause.ts'

/** The causes of the network path, for the path to a GLPI: their general words speak of GLPI Network. */
export const TOWARDS_GLPI = {
  'dns-not-found': {
    title: /*i18n*/ { id: 'cause.dns-not-found.at-glpi.title', message: 'The name of this GLPI was not found' },
    meaning: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.meaning',
      message:
        'The resolver of the server Latchkey runs on knows no address for the name in GLPI’s address. Nothing was sent, and nothing is said about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.next',
      message:
        'Compare the name with the one in your browser, letter by letter. If it is right, a server administrator can let the resolver of Latchkey’s server or container know it.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.glpi',
      message: 'GLPI takes no part in it: its pages may open from other machines, which ask another resolver.',
    },
    caller: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.caller',
      message:
        'Look up the name of your GLPI on the server Latchkey runs on, inside its container if it has one. Which address comes back?',
    },
  },
  'dns-timeout': {
    title: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.title',
      message: 'The name of this GLPI was not resolved in time',
    },
    meaning: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.meaning',
      message:
        'The resolver of the server Latchkey runs on is slow, refuses or does not answer. That says nothing about GLPI or the key.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.next',
      message:
        'A server administrator can check the resolver of Latchkey’s server or container. An entry for GLPI in its hosts file helps meanwhile.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.glpi',
      message: 'GLPI takes no part in it: its pages may open from other machines, which ask another resolver.',
    },
    caller: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.caller',
      message:
        'Read me the nameserver lines of /etc/resolv.conf on the server Latchkey runs on. Does each of them answer from there?',
    },
  },
  'connect-refused': {
    title: /*i18n*/ { id: 'cause.connect-refused.at-glpi.title', message: 'This GLPI’s server refused the connection' },
    meaning: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.meaning',
      message: 'Nothing listens at this address and port, or a firewall rejects it. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.next',
      message:
        'Check the address and its port, and that the web server or the database there is running. It has to be reachable from Latchkey’s server: in a container, localhost is the container itself.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.glpi',
      message: 'GLPI’s own pages do not open either, from that server.',
    },
    caller: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.caller',
      message: 'Does GLPI open in your browser right now? Open the same address from the server Latchkey runs on.',
    },
  },
  'connect-timeout': {
    title: /*i18n*/ { id: 'cause.connect-timeout.at-glpi.title', message: 'This GLPI’s server does not answer' },
    meaning: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.meaning',
      message:
        'No connection came about in time: a firewall drops it, the machine is down, or the address leads elsewhere. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.next',
      message:
        'Check that GLPI opens in a browser, then ask the network team to allow its address and port from Latchkey’s server. Latchkey goes there without a proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.glpi',
      message: 'GLPI does not notice: nothing arrives there.',
    },
    caller: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.caller',
      message: 'Does GLPI open in your browser right now? Ask the network team whether Latchkey’s server may reach it.',
    },
  },
  'connection-reset': {
    title: /*i18n*/ { id: 'cause.connection-reset.at-glpi.title', message: 'The connection to this GLPI was cut' },
    meaning: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.meaning',
      message:
        'It was closed before an answer was complete. A web server that restarts, a load balancer or a firewall does that.',
    },
    next: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.next',
      message:
        'Try again. If it stays, look into the log of GLPI’s web server, and of what stands before it, at that time.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.glpi',
      message: 'A PHP that crashes is in the web server’s error log.',
    },
    caller: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.caller',
      message: 'Does GLPI open in your browser right now? Try once more in Latchkey while I wait.',
    },
  },
  'reply-timeout': {
    title: /*i18n*/ { id: 'cause.reply-timeout.at-glpi.title', message: 'This GLPI did not answer in time' },
    meaning: /*i18n*/ {
      id: 'cause.reply-timeout.at-glpi.meaning',
      message:
        'The connection stood, and no answer came. GLPI, its PHP or its database is overloaded or stuck. That says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-timeout.at-glpi.next',
      message:
        'Open GLPI in a browser and see how long it takes. A server administrator can look at the load, the PHP workers and the database.',
    },
    glpi: /*i18n*/ { id: 'cause.reply-timeout.at-glpi.glpi', message: 'GLPI’s own pages are slow at the same time.' },
    caller: /*i18n*/ {
      id: 'cause.reply-timeout.at-glpi.caller',
      message: 'How long does GLPI take to open in your browser right now?',
    },
  },
  'reply-stalled': {
    title: /*i18n*/ { id: 'cause.reply-stalled.at-glpi.title', message: 'This GLPI’s answer began and then stopped' },
    meaning: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.meaning',
      message:
        'Small replies often pass and large ones get stuck where packets are too large for a link on the way. The key plays no part in it.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.next',
      message: 'Ask the network team to check the path MTU between Latchkey’s server and GLPI, a VPN for example.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.glpi',
      message: 'Large pages of GLPI stop half way too, on the same network path.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.caller',
      message: 'Does a VPN or another tunnel stand between the server Latchkey runs on and GLPI?',
    },
  },
  'reply-too-large': {
    title: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.title',
      message: 'The reply is too large to be GLPI’s answer',
    },
    meaning: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.meaning',
      message:
        'Latchkey stops reading at 1 MiB, far above what GLPI’s API sends. Something else answers at this address.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.next',
      message: 'Check the address set for this GLPI, and see in a browser what answers there.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.glpi',
      message: 'GLPI’s API sends its settings in a few hundred kilobytes at most.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.caller',
      message: 'Read me the address of your GLPI, letter by letter, as it is set in Latchkey. What opens there?',
    },
  },
  'reply-unreadable': {
    title: /*i18n*/ { id: 'cause.reply-unreadable.at-glpi.title', message: 'This GLPI’s answer could not be read' },
    meaning: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.meaning',
      message:
        'What came is neither a whole answer of GLPI’s API nor a web page: it was cut, or what listens at this port speaks no HTTP.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.next',
      message:
        'Check the address and its port, and whether https or http is right. If they are, PHP may have ended in the middle: see its error log.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.glpi',
      message: 'GLPI’s API answers with one JSON text over HTTP.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.caller',
      message:
        'Read me the address of your GLPI with its port, as it is set in Latchkey. Does the same open in a browser?',
    },
  },
  'tls-untrusted-issuer': {
    title: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.title',
      message: 'The issuer of this GLPI’s certificate is not trusted',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.meaning',
      message:
        'GLPI’s server shows a certificate that Latchkey’s server does not accept, often because your own authority issued it. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.next',
      message:
        'Add that authority’s certificate (PEM) to this connection, or pin GLPI’s certificate after comparing its SHA-256. A server that sends no intermediate needs that mended. Never switch verification off.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.glpi',
      message: 'Browsers in your company trust their own list, so GLPI may open there without a warning.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.caller',
      message: 'Does your company have a certificate authority of its own? Ask for its root certificate as a PEM file.',
    },
  },
  'tls-self-signed': {
    title: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.title',
      message: 'This GLPI’s certificate is signed by itself',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.meaning',
      message: 'GLPI’s server shows a self-signed certificate, which anybody could have made. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.next',
      message:
        'Compare the SHA-256 shown with that of the certificate on GLPI’s server. If they are the same, pin it in this connection; or install one from an authority.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.glpi',
      message: 'A browser warns before GLPI’s sign-in page opens.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.caller',
      message:
        'Did you set up the certificate of your GLPI yourself? Compare its SHA-256 on that server with the one Latchkey shows.',
    },
  },
  'tls-wrong-host': {
    title: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.title',
      message: 'The certificate belongs to another name than GLPI’s',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.meaning',
      message: 'The server at this address shows a certificate for other names, shown beside it. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.next',
      message:
        'Use the name that is in the certificate as GLPI’s address, instead of an IP address or a short name, or have a certificate issued for this one.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.glpi',
      message: 'A browser warns before GLPI’s sign-in page opens.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.caller',
      message: 'Which names does Latchkey show for the certificate? Do you open GLPI by one of them?',
    },
  },
  'tls-expired': {
    title: /*i18n*/ { id: 'cause.tls-expired.at-glpi.title', message: 'This GLPI’s certificate has expired' },
    meaning: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.meaning',
      message: 'Either it has, or the clock of the server Latchkey runs on is ahead. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.next',
      message:
        'A server administrator can renew the certificate of GLPI’s web server and reload it. If it is still valid, check the date of Latchkey’s server.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.glpi',
      message: 'A browser warns before GLPI’s sign-in page opens.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.caller',
      message:
        'Does your browser warn you when you open GLPI? Ask the server’s administrator to renew its certificate.',
    },
  },
  'tls-not-yet-valid': {
    title: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.title',
      message: 'This GLPI’s certificate is not valid yet',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.meaning',
      message:
        'Its first day lies ahead of the date of the server Latchkey runs on. That date is likely wrong. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.next',
      message: 'A server administrator can check the date of Latchkey’s server and enable NTP.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.glpi',
      message: 'A browser with the right date opens GLPI without a warning.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.caller',
      message: 'What date and time does the server Latchkey runs on show right now, with the year?',
    },
  },
  'tls-not-tls': {
    title: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.title',
      message: 'This GLPI’s server could not agree on encryption',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.meaning',
      message:
        'What answers at this port speaks no TLS, as plain HTTP does, or only versions that Latchkey’s server does not take. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.next',
      message:
        'Check the port, and whether GLPI’s address begins with http:// rather than https://. An old web server needs TLS 1.2 switched on.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.glpi',
      message: 'GLPI opens in a browser by the address that is right.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.caller',
      message:
        'Read me the address in your browser while GLPI is open, from the first letter on. Does it begin with https?',
    },
  },
  redirected: {
    title: /*i18n*/ { id: 'cause.redirected.at-glpi.title', message: 'This GLPI’s address redirects to another one' },
    meaning: /*i18n*/ {
      id: 'cause.redirected.at-glpi.meaning',
      message:
        'The web server sends every request on to the address shown beside it. Latchkey follows no redirect, because the token would go along.',
    },
    next: /*i18n*/ {
      id: 'cause.redirected.at-glpi.next',
      message:
        'Set the address that it redirects to as GLPI’s address: often the same one with https:// in place of http://.',
    },
    glpi: /*i18n*/ {
      id: 'cause.redirected.at-glpi.glpi',
      message: 'A browser follows by itself, so the address bar shows the right one once GLPI is open.',
    },
    caller: /*i18n*/ {
      id: 'cause.redirected.at-glpi.caller',
      message: 'Open GLPI in your browser and read me the address it ends at. Is it the one set in Latchkey?',
    },
  },
  'rate-limited': {
    title: /*i18n*/ { id: 'cause.rate-limited.at-glpi.title', message: 'The server in front of GLPI asks for a pause' },
    meaning: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.meaning',
      message: 'It answers 429: too many requests came from Latchkey’s server. GLPI itself has no such limit.',
    },
    next: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.next',
      message:
        'Wait, or let an administrator exempt Latchkey’s server from the limit of the web server or firewall in front of GLPI.',
    },
    glpi: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.glpi',
      message: 'GLPI’s pages may answer 429 too, from the same address.',
    },
    caller: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.caller',
      message:
        'Does a firewall or a protection service stand in front of your GLPI? Ask its administrator about limits.',
    },
  },
} satisfies Partial<Record<CauseCode, OtherWords>>
