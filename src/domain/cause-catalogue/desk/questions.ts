import type { Words } from '../cause.ts'

/** What support staff ask a caller: each is answered by yes or no, and can be read out. */
export const QUESTION_WORDS = {
  resolves: /*i18n*/ {
    id: 'ask.resolves',
    message: 'Look up services.glpi-network.com on the server itself, or in its container. Does an address come back?',
  },
  'nameservers-answer': /*i18n*/ {
    id: 'ask.nameservers-answer',
    message: 'Does each nameserver in /etc/resolv.conf answer from that server?',
  },
  'uses-proxy': /*i18n*/ { id: 'ask.uses-proxy', message: 'Do your other servers reach the internet through a proxy?' },
  'services-address': /*i18n*/ {
    id: 'ask.services-address',
    message: 'Is the address of GLPI Network in Latchkey the right one, services.glpi-network.com?',
  },
  'happens-again': /*i18n*/ {
    id: 'ask.happens-again',
    message: 'Run the diagnosis once more. Does the same happen again?',
  },
  'other-network': /*i18n*/ {
    id: 'ask.other-network',
    message: 'Open services.glpi-network.com from another network, such as your phone’s. Does it answer there?',
  },
  tunnel: /*i18n*/ { id: 'ask.tunnel', message: 'Does the server reach the internet through a VPN or another tunnel?' },
  'own-issuer': /*i18n*/ {
    id: 'ask.own-issuer',
    message: 'Is the issuer that the diagnosis shows your own company, or the maker of your firewall?',
  },
  'known-name': /*i18n*/ {
    id: 'ask.known-name',
    message: 'Do you know the device, page or server whose name the diagnosis shows?',
  },
  'hosts-line': /*i18n*/ {
    id: 'ask.hosts-line',
    message: 'Is there a line for services.glpi-network.com in the server’s hosts file?',
  },
  'clock-right': /*i18n*/ {
    id: 'ask.clock-right',
    message: 'Do the date and time on the server agree with those on your phone?',
  },
  'same-proxy': /*i18n*/ {
    id: 'ask.same-proxy',
    message: 'Do your other servers use the proxy with this very name and port?',
  },
  'windows-session': /*i18n*/ {
    id: 'ask.windows-session',
    message: 'Does the proxy use the Windows session, NTLM or Kerberos?',
  },
  'proxy-allows': /*i18n*/ {
    id: 'ask.proxy-allows',
    message: 'Does the proxy’s list allow services.glpi-network.com on port 443?',
  },
  'opens-from-proxy': /*i18n*/ {
    id: 'ask.opens-from-proxy',
    message: 'Does services.glpi-network.com open from the proxy itself?',
  },
  'special-characters': /*i18n*/ {
    id: 'ask.special-characters',
    message: 'Does the proxy’s password contain special characters? Do not read it to me.',
  },
  'marketplace-reloaded': /*i18n*/ {
    id: 'ask.marketplace-reloaded',
    message: 'Is somebody opening GLPI’s marketplace again and again?',
  },
  'from-portal': /*i18n*/ {
    id: 'ask.from-portal',
    message: 'Did you copy the key on the GLPI Network portal itself, not from an email or a document?',
  },
  'portal-open': /*i18n*/ { id: 'ask.portal-open', message: 'Can you sign in to the GLPI Network portal?' },
  'filled-in': /*i18n*/ { id: 'ask.filled-in', message: 'Did a program, a script or a template fill in the key?' },
  'right-key': /*i18n*/ { id: 'ask.right-key', message: 'Does the portal show this key for this GLPI?' },
  'refused-again': /*i18n*/ { id: 'ask.refused-again', message: 'Copy it again from the portal. Is it refused again?' },
  'ends-later': /*i18n*/ {
    id: 'ask.ends-later',
    message: 'Does your account on the portal show an end date in the future?',
  },
  'should-run': /*i18n*/ {
    id: 'ask.should-run',
    message: 'According to your order, should the subscription be running already?',
  },
  'changed-in-glpi': /*i18n*/ {
    id: 'ask.changed-in-glpi',
    message: 'Did somebody set another key in GLPI itself, on purpose?',
  },
  'removed-in-glpi': /*i18n*/ { id: 'ask.removed-in-glpi', message: 'Did somebody remove the key in GLPI?' },
  'file-readable': /*i18n*/ {
    id: 'ask.file-readable',
    message: 'Is config/glpicrypt.key there, 32 bytes, and can the web server’s user read it? Do not send it to me.',
  },
  backup: /*i18n*/ {
    id: 'ask.backup',
    message: 'Is there a backup of GLPI’s config folder from before the problem began?',
  },
  'tab-shows-subscription': /*i18n*/ {
    id: 'ask.tab-shows-subscription',
    message: 'Open Setup > General > GLPI Network in GLPI. Does it show the subscription?',
  },
  'tab-empty': /*i18n*/ { id: 'ask.tab-empty', message: 'Is the field for the key empty there?' },
  'more-pasted': /*i18n*/ {
    id: 'ask.more-pasted',
    message: 'Was anything pasted along with the key, such as a whole email?',
  },
  'may-update': /*i18n*/ {
    id: 'ask.may-update',
    message: 'Does the account have the profile Super-Admin, or another that may update the general setup?',
  },
  'opens-there': /*i18n*/ {
    id: 'ask.opens-there',
    message: 'On the server Latchkey runs on, does GLPI’s sign-in page open at the address set in Latchkey?',
  },
  'glpi-opens': /*i18n*/ { id: 'ask.glpi-opens', message: 'Does GLPI open in your browser right now?' },
  'signs-in': /*i18n*/ { id: 'ask.signs-in', message: 'Can you sign in to GLPI in your browser?' },
  moved: /*i18n*/ {
    id: 'ask.moved',
    message: 'Was GLPI upgraded, moved or restored, or its container rebuilt, since it last worked?',
  },
  'api-enabled': /*i18n*/ {
    id: 'ask.api-enabled',
    message: 'In GLPI, open Setup > General > API. Is the API enabled there?',
  },
  'same-address': /*i18n*/ {
    id: 'ask.same-address',
    message: 'Is the address in your browser while GLPI is open, folder included, the one set in Latchkey?',
  },
  'asks-before': /*i18n*/ {
    id: 'ask.asks-before',
    message: 'Does your browser ask for a name and a password before GLPI’s own sign-in page?',
  },
  apache: /*i18n*/ { id: 'ask.apache', message: 'Does GLPI run on Apache?' },
  ticked: /*i18n*/ {
    id: 'ask.ticked',
    message: 'In GLPI, open the OAuth client that Latchkey uses. Are the grant Password and the scope api ticked?',
  },
  'names-user': /*i18n*/ {
    id: 'ask.names-user',
    message: 'Does the command name the web server’s user, such as www-data?',
  },
  'works-by-hand': /*i18n*/ {
    id: 'ask.works-by-hand',
    message: 'Does the command work by hand, as Latchkey’s user and without a terminal?',
  },
  'same-database': /*i18n*/ {
    id: 'ask.same-database',
    message: 'Do the user, password and database agree with GLPI’s config/config_db.php?',
  },
  'tls-enabled': /*i18n*/ {
    id: 'ask.tls-enabled',
    message: 'Is TLS enabled for the database in Latchkey’s connection?',
  },
  'is-mariadb': /*i18n*/ {
    id: 'ask.is-mariadb',
    message: 'Is it MariaDB or MySQL that listens at this host and port?',
  },
  'begins-certificate': /*i18n*/ {
    id: 'ask.begins-certificate',
    message: 'Does the first line of the certificate file say BEGIN CERTIFICATE?',
  },
  'copy-there': /*i18n*/ {
    id: 'ask.copy-there',
    message: 'Is there a file of 32 bytes at that path on the server Latchkey runs on?',
  },
  'has-key': /*i18n*/ {
    id: 'ask.has-key',
    message: 'Is there a registration key in your account on the GLPI Network portal?',
  },
  'still-closed': /*i18n*/ { id: 'ask.still-closed', message: 'Is the marketplace in GLPI still closed?' },
  renewed: /*i18n*/ { id: 'ask.renewed', message: 'Has the subscription been renewed?' },
  diagnosed: /*i18n*/ { id: 'ask.diagnosed', message: 'Has the diagnosis been run since?' },
} as const satisfies Record<string, Words>
export type QuestionCode = keyof typeof QUESTION_WORDS
