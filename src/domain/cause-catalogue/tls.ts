import type { Catalogue } from './cause.ts'

/** Encryption on the way to GLPI Network. */
export const TLS = {
  'tls-untrusted-issuer': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-untrusted-issuer.title', message: 'The certificate’s issuer is not trusted' },
    meaning: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.meaning',
      message:
        'The server Latchkey runs on does not know the issuer or does not accept it. Often an appliance on the network path decrypts the traffic, and the issuer is its own.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.next',
      message:
        'Ask the network team to exempt services.glpi-network.com from inspection, or trust their root: in NODE_EXTRA_CA_CERTS for Latchkey, in the curl.cainfo bundle for PHP. Restart both. Never disable verification.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.glpi',
      message:
        'GLPI shows “unable to get local issuer certificate” or “self-signed certificate in certificate chain”, curl error 60. PHP and Latchkey use separate lists of issuers, so one may connect when the other does not.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-untrusted-issuer.caller',
      message:
        'Read me the issuer of the certificate, as the diagnosis shows it. Is it your own company, or the vendor of your firewall?',
    },
  },
  'tls-self-signed': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-self-signed.title', message: 'The certificate is self-signed' },
    meaning: /*i18n*/ {
      id: 'cause.tls-self-signed.meaning',
      message:
        'Something else, with a self-signed certificate, answers in place of GLPI Network. The key was not sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-self-signed.next',
      message:
        'Ask the network team what answers for services.glpi-network.com from this server, and have it exempted from inspection. Never disable verification.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-self-signed.glpi',
      message: 'GLPI shows curl error 60, with “self-signed certificate”.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-self-signed.caller',
      message:
        'Read me the name in the certificate, as the diagnosis shows it. Do you know a device or a server with that name?',
    },
  },
  'tls-wrong-host': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-wrong-host.title', message: 'The certificate is for another host name' },
    meaning: /*i18n*/ {
      id: 'cause.tls-wrong-host.meaning',
      message: 'The connection reached a different server from the one requested. The key was not sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-wrong-host.next',
      message:
        'A server administrator can check what DNS and the hosts file return for services.glpi-network.com, and the port of the proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-wrong-host.glpi',
      message: 'GLPI fails with curl error 60: “no alternative certificate subject name matches target host name”.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-wrong-host.caller',
      message:
        'Read me the address that was reached and the names in its certificate. Is there a line for services.glpi-network.com in that server’s hosts file?',
    },
  },
  'tls-expired': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-expired.title', message: 'The certificate has expired' },
    meaning: /*i18n*/ {
      id: 'cause.tls-expired.meaning',
      message:
        'Either it really has, or the clock of the server Latchkey runs on is ahead. The diagnosis compares that clock with others.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-expired.next',
      message:
        'A server administrator can check that server’s date and enable NTP. If the date is correct, ask the network team whose certificate it is.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-expired.glpi',
      message: 'GLPI shows only the TLS error and says nothing about the clock.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-expired.caller',
      message:
        'What date and time does the server show right now? If they are correct, read me the issuer of the certificate, as the diagnosis shows it.',
    },
  },
  'tls-not-yet-valid': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-not-yet-valid.title', message: 'The certificate is not valid yet' },
    meaning: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.meaning',
      message:
        'It starts to be valid after the date that the server Latchkey runs on shows. That date is probably wrong; the diagnosis compares it with others.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.next',
      message:
        'A server administrator can check that server’s date and enable NTP. If the date is correct, ask the network team whose certificate it is.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.glpi',
      message: 'GLPI shows only the TLS error and says nothing about the clock.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-yet-valid.caller',
      message:
        'What date and time does the server show right now, including the year? Compare them with those on your phone.',
    },
  },
  'tls-not-tls': {
    severity: 'danger',
    title: /*i18n*/ { id: 'cause.tls-not-tls.title', message: 'No encryption could be negotiated' },
    meaning: /*i18n*/ {
      id: 'cause.tls-not-tls.meaning',
      message:
        'The other side does not speak TLS, for example plain HTTP on port 443, or offers no version that this server accepts. The key was not sent.',
    },
    next: /*i18n*/ {
      id: 'cause.tls-not-tls.next',
      message:
        'Check the address set for GLPI Network and its port, its DNS entry on this server, and the port of the proxy.',
    },
    glpi: /*i18n*/ {
      id: 'cause.tls-not-tls.glpi',
      message: 'GLPI fails with curl error 35, often with “wrong version number”.',
    },
    caller: /*i18n*/ {
      id: 'cause.tls-not-tls.caller',
      message:
        'Read me the address of GLPI Network and that of the proxy, each with its port, exactly as they are set for Latchkey.',
    },
  },
  'ca-not-loaded': {
    severity: 'warning',
    title: /*i18n*/ { id: 'cause.ca-not-loaded.title', message: 'NODE_EXTRA_CA_CERTS was not loaded' },
    meaning: /*i18n*/ {
      id: 'cause.ca-not-loaded.meaning',
      message:
        'Node.js silently ignores a certificate file that it cannot use. The file is missing, not readable, not PEM, or contains no issuer’s certificate.',
    },
    next: /*i18n*/ {
      id: 'cause.ca-not-loaded.next',
      message:
        'Convert a DER file with openssl x509 -inform der -in ca.cer -out ca.pem, use the root certificate instead of the server’s, check the path, and restart Latchkey.',
    },
    glpi: /*i18n*/ {
      id: 'cause.ca-not-loaded.glpi',
      message: 'This affects only Latchkey. PHP reads the bundle that curl.cainfo or openssl.cafile names.',
    },
    caller: /*i18n*/ {
      id: 'cause.ca-not-loaded.caller',
      message: 'Open the certificate file in a text editor on that server. Does its first line say BEGIN CERTIFICATE?',
    },
  },
} satisfies Catalogue
