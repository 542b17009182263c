import type { CauseCode } from '../cause-codes.ts'
import type { OtherWords } from './cause.ts'

/** The causes of the network path, for the path to a GLPI: their general words speak of GLPI Network. */
export const TOWARDS_GLPI = {
  'dns-not-found': {
    title: /*i18n*/ { id: 'cause.dns-not-found.at-glpi.title', message: 'This GLPI’s host name was not found' },
    meaning: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.meaning',
      message:
        'The DNS resolver of the server Latchkey runs on has no address for the name in GLPI’s address. Nothing was sent. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.next',
      message:
        'Compare the name with the one in your browser, letter by letter. If it is correct, a server administrator can add it to the DNS that Latchkey’s server or container uses.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-not-found.at-glpi.glpi',
      message: 'GLPI itself is not involved: its pages may open from other machines, which use another resolver.',
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
      message: 'DNS did not resolve this GLPI in time',
    },
    meaning: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.meaning',
      message:
        'The DNS resolver of the server Latchkey runs on is slow, refuses or does not answer. This says nothing about GLPI or the key.',
    },
    next: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.next',
      message:
        'A server administrator can check the resolver of Latchkey’s server or container. Meanwhile, an entry for GLPI in its hosts file helps.',
    },
    glpi: /*i18n*/ {
      id: 'cause.dns-timeout.at-glpi.glpi',
      message: 'GLPI itself is not involved: its pages may open from other machines, which use another resolver.',
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
      message:
        'Nothing listens at this address and port, or a firewall rejects the connection. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.next',
      message:
        'Check the address and port, and that the web server or database there is running. It must be reachable from Latchkey’s server: in a container, localhost is the container itself.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-refused.at-glpi.glpi',
      message: 'From that server, GLPI’s own pages do not open either.',
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
        'The connection timed out: a firewall drops it, the machine is down, or the address is wrong. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.next',
      message:
        'Check that GLPI opens in a browser, then ask the network team to allow its address and port from Latchkey’s server. Latchkey connects to it without a proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.glpi',
      message: 'GLPI does not notice: no request reaches it.',
    },
    caller: /*i18n*/ {
      id: 'cause.connect-timeout.at-glpi.caller',
      message: 'Does GLPI open in your browser right now? Ask the network team whether Latchkey’s server may reach it.',
    },
  },
  'connection-reset': {
    title: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.title',
      message: 'The connection to this GLPI was closed early',
    },
    meaning: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.meaning',
      message:
        'It was closed before the answer was complete. A web server that restarts, a load balancer or a firewall can do that.',
    },
    next: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.next',
      message:
        'Try again. If this persists, check the logs of GLPI’s web server and of anything in front of it at that time.',
    },
    glpi: /*i18n*/ {
      id: 'cause.connection-reset.at-glpi.glpi',
      message: 'If PHP crashed, the web server’s error log shows it.',
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
        'A connection was opened, but no answer came. GLPI, its PHP or its database is overloaded or stuck. This says nothing about the key.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-timeout.at-glpi.next',
      message:
        'Open GLPI in a browser and see how long it takes. A server administrator can check the load, the PHP workers and the database.',
    },
    glpi: /*i18n*/ { id: 'cause.reply-timeout.at-glpi.glpi', message: 'GLPI’s own pages are slow at the same time.' },
    caller: /*i18n*/ {
      id: 'cause.reply-timeout.at-glpi.caller',
      message: 'How long does GLPI take to open in your browser right now?',
    },
  },
  'reply-stalled': {
    title: /*i18n*/ { id: 'cause.reply-stalled.at-glpi.title', message: 'This GLPI’s answer started and then stopped' },
    meaning: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.meaning',
      message:
        'Often small replies get through and large ones get stuck, because packets exceed what a link on the network path allows. The key is not the cause.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.next',
      message:
        'Ask the network team to check the path MTU between Latchkey’s server and GLPI, for example across a VPN.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.glpi',
      message: 'Large GLPI pages also stop halfway on the same network path.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-stalled.at-glpi.caller',
      message: 'Is there a VPN or another tunnel between the server Latchkey runs on and GLPI?',
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
        'Latchkey stops reading at 1 MiB, well above what GLPI’s API sends. Something else answers at this address.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-too-large.at-glpi.next',
      message: 'Check the address set for this GLPI, and open it in a browser to see what answers there.',
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
        'The reply is neither a complete answer from GLPI’s API nor a web page. It was cut off, or the service at this port does not speak HTTP.',
    },
    next: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.next',
      message:
        'Check the address and port, and whether to use https or http. If they are correct, PHP may have stopped midway: check its error log.',
    },
    glpi: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.glpi',
      message: 'GLPI’s API answers with a single JSON document over HTTP.',
    },
    caller: /*i18n*/ {
      id: 'cause.reply-unreadable.at-glpi.caller',
      message:
        'Read me the address of your GLPI with its port, as it is set in Latchkey. Does the same address open in a browser?',
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
        'Latchkey’s server does not accept the certificate of GLPI’s server, often because your own authority issued it. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.next',
      message:
        'Add that authority’s certificate (PEM) to this connection, or pin GLPI’s certificate after comparing its SHA-256. If the server does not send its intermediate certificate, fix that. Never disable verification.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.glpi',
      message: 'Your company’s browsers use their own list of authorities, so GLPI may open there without a warning.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.at-glpi.caller',
      message: 'Does your company have its own certificate authority? Ask for its root certificate as a PEM file.',
    },
  },
  'tls-self-signed': {
    title: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.title',
      message: 'This GLPI’s certificate is self-signed',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.meaning',
      message: 'GLPI’s server shows a self-signed certificate, which anybody could have created. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-self-signed.at-glpi.next',
      message:
        'Compare the SHA-256 shown with that of the certificate on GLPI’s server. If they match, pin it in this connection; or install a certificate from an authority.',
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
      message: 'The certificate is not for GLPI’s host name',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.meaning',
      message:
        'The certificate of the server at this address is for other names, which are shown alongside. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.next',
      message:
        'Use the name in the certificate as GLPI’s address, not an IP address or a short name. Or have a certificate issued for the current address.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.glpi',
      message: 'A browser warns before GLPI’s sign-in page opens.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-wrong-host.at-glpi.caller',
      message: 'Which names does Latchkey show for the certificate? Do you use one of them to open GLPI?',
    },
  },
  'tls-expired': {
    title: /*i18n*/ { id: 'cause.tls-expired.at-glpi.title', message: 'This GLPI’s certificate has expired' },
    meaning: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.meaning',
      message: 'Either it really has, or the clock of the server Latchkey runs on is ahead. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-expired.at-glpi.next',
      message:
        'A server administrator can renew the certificate of GLPI’s web server and reload it. If it is still valid, check the date on Latchkey’s server.',
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
        'It starts to be valid after the date that the server Latchkey runs on shows. That date is probably wrong. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.next',
      message: 'A server administrator can check the date on Latchkey’s server and enable NTP.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.glpi',
      message: 'A browser with the correct date opens GLPI without a warning.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.at-glpi.caller',
      message: 'What date and time does the server Latchkey runs on show right now, including the year?',
    },
  },
  'tls-not-tls': {
    title: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.title',
      message: 'This GLPI’s server could not negotiate TLS',
    },
    meaning: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.meaning',
      message:
        'The service at this port does not speak TLS, for example plain HTTP, or offers only versions that Latchkey’s server does not accept. No token was sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.next',
      message:
        'Check the port, and whether GLPI’s address starts with http:// rather than https://. On an old web server, enable TLS 1.2.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.glpi',
      message: 'GLPI opens in a browser at the correct address.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-tls.at-glpi.caller',
      message: 'Read me the whole address in your browser while GLPI is open. Does it begin with https?',
    },
  },
  redirected: {
    title: /*i18n*/ { id: 'cause.redirected.at-glpi.title', message: 'This GLPI’s address redirects to another one' },
    meaning: /*i18n*/ {
      id: 'cause.redirected.at-glpi.meaning',
      message:
        'The web server redirects every request to the address shown alongside. Latchkey follows no redirect, because the token would be sent there too.',
    },
    next: /*i18n*/ {
      id: 'cause.redirected.at-glpi.next',
      message: 'Set that address as GLPI’s address. Often it is the same one with https:// instead of http://.',
    },
    glpi: /*i18n*/ {
      id: 'cause.redirected.at-glpi.glpi',
      message: 'A browser follows redirects by itself, so its address bar shows the correct address once GLPI is open.',
    },
    caller: /*i18n*/ {
      id: 'cause.redirected.at-glpi.caller',
      message: 'Open GLPI in your browser and read me the address that you end up at. Is it the one set in Latchkey?',
    },
  },
  'rate-limited': {
    title: /*i18n*/ { id: 'cause.rate-limited.at-glpi.title', message: 'The server in front of GLPI limits requests' },
    meaning: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.meaning',
      message: 'It answers 429: it received too many requests from Latchkey’s server. GLPI itself has no such limit.',
    },
    next: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.next',
      message:
        'Wait, or ask an administrator to exempt Latchkey’s server from the limit of the web server or firewall in front of GLPI.',
    },
    glpi: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.glpi',
      message: 'GLPI’s pages may also answer 429 to that address.',
    },
    caller: /*i18n*/ {
      id: 'cause.rate-limited.at-glpi.caller',
      message:
        'Is there a firewall or a protection service in front of your GLPI? Ask its administrator about request limits.',
    },
  },
} satisfies Partial<Record<CauseCode, OtherWords>>
