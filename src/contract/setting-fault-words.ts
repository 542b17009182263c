import type { Words } from '#domain/causes.ts'
import type { IssuerFileFault, ProxyFault } from '#domain/setting-faults.ts'

/** What is wrong with the address of a proxy, or with the file that NODE_EXTRA_CA_CERTS names. */
export const SETTING_FAULT_WORDS: Record<ProxyFault | IssuerFileFault, Words> = {
  'proxy-empty': /*i18n*/ { id: 'setting-fault.proxy-empty', message: 'the address of the proxy is empty' },
  'proxy-socks': /*i18n*/ {
    id: 'setting-fault.proxy-socks',
    message: 'it names a SOCKS proxy; only HTTP proxies can be used',
  },
  'proxy-scheme': /*i18n*/ {
    id: 'setting-fault.proxy-scheme',
    message: 'it does not begin with http:// or https://',
  },
  'proxy-host': /*i18n*/ {
    id: 'setting-fault.proxy-host',
    message: 'what follows the last @ is not a host name; percent-encode special characters of the login',
  },
  'proxy-port': /*i18n*/ {
    id: 'setting-fault.proxy-port',
    message: 'its port is not a number from 1 to 65535; percent-encode special characters of the login',
  },
  'proxy-path': /*i18n*/ {
    id: 'setting-fault.proxy-path',
    message: 'something follows host and port; percent-encode special characters of the login',
  },
  'proxy-plain': /*i18n*/ {
    id: 'setting-fault.proxy-plain',
    message: 'the proxy answered without encryption: write http:// instead of https://',
  },
  'ca-missing': /*i18n*/ {
    id: 'setting-fault.ca-missing',
    message: 'NODE_EXTRA_CA_CERTS names a file that does not exist',
  },
  'ca-unreadable': /*i18n*/ {
    id: 'setting-fault.ca-unreadable',
    message: 'NODE_EXTRA_CA_CERTS names a file that this user cannot read',
  },
  'ca-directory': /*i18n*/ { id: 'setting-fault.ca-directory', message: 'NODE_EXTRA_CA_CERTS names a folder' },
  'ca-empty': /*i18n*/ { id: 'setting-fault.ca-empty', message: 'the file of NODE_EXTRA_CA_CERTS is empty' },
  'ca-der': /*i18n*/ {
    id: 'setting-fault.ca-der',
    message:
      'the file of NODE_EXTRA_CA_CERTS is DER, not PEM: convert it with openssl x509 -inform der -in ca.cer -out ca.pem',
  },
  'ca-not-pem': /*i18n*/ {
    id: 'setting-fault.ca-not-pem',
    message: 'the file of NODE_EXTRA_CA_CERTS contains no certificate in PEM form',
  },
  'ca-no-issuer': /*i18n*/ {
    id: 'setting-fault.ca-no-issuer',
    message: 'the file of NODE_EXTRA_CA_CERTS contains a server’s certificate but no issuer’s',
  },
}
