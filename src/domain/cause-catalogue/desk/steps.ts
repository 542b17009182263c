import type { Words } from '../cause.ts'

/** What a caller is asked to press; the page names each as the caller's own page does. */
export const CLICKS = [
  'run-diagnosis',
  'report',
  'read-code',
  'check-now',
  'save-key',
  'replace-key',
  'write-again',
  'conditions',
  'settings',
  'test-connection',
] as const
export type Click = (typeof CLICKS)[number]

type Step = { words: Words; click: Click | null }

/** Where a question leads that a cause has no words for: what the caller is asked to do. */
export const STEPS = {
  'run-again': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.run-again',
      message:
        'It was there for a moment only. Run the diagnosis once more, and read me the code at the foot of the page.',
    },
  },
  'run-diagnosis': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.run-diagnosis',
      message: 'Run the diagnosis, then read me the code at the foot of the page.',
    },
  },
  'read-code': {
    click: 'read-code',
    words: /*i18n*/ { id: 'step.read-code', message: 'Read me the code at the foot of the page.' },
  },
  'send-report': {
    click: 'report',
    words: /*i18n*/ {
      id: 'step.send-report',
      message: 'Send me the report as a file: it shows what was observed. It contains no key and no password.',
    },
  },
  'set-proxy': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.set-proxy',
      message: 'Set that proxy: HTTPS_PROXY for Latchkey, Setup > General > Proxy for GLPI.',
    },
  },
  'correct-proxy': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.correct-proxy',
      message: 'Correct the proxy’s name and port: HTTPS_PROXY for Latchkey, Setup > General > Proxy for GLPI.',
    },
  },
  'let-through': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.let-through',
      message:
        'Ask the proxy’s administrator to let this server through without a login. Only Basic logins are supported.',
    },
  },
  'correct-address': {
    click: 'settings',
    words: /*i18n*/ { id: 'step.correct-address', message: 'Correct the address of GLPI Network in the settings.' },
  },
  'network-team': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.network-team',
      message:
        'The fault is on your side of the network: ask the network team, with this server’s address and the time.',
    },
  },
  wait: {
    click: 'check-now',
    words: /*i18n*/ {
      id: 'step.wait',
      message: 'It is not on your side. Leave the key as it is: Latchkey checks it again on its own.',
    },
  },
  'smaller-mtu': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.smaller-mtu',
      message: 'Ask the network team to try a smaller MTU there, such as 1400.',
    },
  },
  'remove-line': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.remove-line',
      message: 'Remove that line from the hosts file, or correct its address.',
    },
  },
  'keep-closed': {
    click: 'check-now',
    words: /*i18n*/ {
      id: 'step.keep-closed',
      message: 'Keep GLPI’s marketplace closed for a few minutes. Latchkey checks again on its own after the pause.',
    },
  },
  'copy-again': {
    click: 'replace-key',
    words: /*i18n*/ {
      id: 'step.copy-again',
      message: 'Copy the key, and nothing else, from the GLPI Network portal, and paste it into Latchkey.',
    },
  },
  'ask-owner': {
    click: 'replace-key',
    words: /*i18n*/ {
      id: 'step.ask-owner',
      message: 'Ask the person who holds your account on the portal for the key, and do not read any key to me.',
    },
  },
  'ask-vendor': {
    click: null,
    words: /*i18n*/ {
      id: 'step.ask-vendor',
      message: 'Ask GLPI Network, with its own sentence as the page shows it. Leave the key in place.',
    },
  },
  'check-now': {
    click: 'check-now',
    words: /*i18n*/ { id: 'step.check-now', message: 'Check the key again.' },
  },
  renew: {
    click: 'check-now',
    words: /*i18n*/ {
      id: 'step.renew',
      message: 'Renew it on the GLPI Network portal, then check again. The key stays as it is.',
    },
  },
  'paste-other': {
    click: 'replace-key',
    words: /*i18n*/ { id: 'step.paste-other', message: 'Paste the key that GLPI should use into Latchkey.' },
  },
  'write-again': {
    click: 'write-again',
    words: /*i18n*/ { id: 'step.write-again', message: 'Send the key that Latchkey keeps to GLPI again.' },
  },
  'secrets-lost': {
    click: null,
    words: /*i18n*/ {
      id: 'step.secrets-lost',
      message:
        'Nothing brings the old secrets back. Plan with a GLPI administrator: each password and token in GLPI has to be entered again, the key too.',
    },
  },
  'save-in-glpi': {
    click: null,
    words: /*i18n*/ {
      id: 'step.save-in-glpi',
      message: 'Save the key in GLPI’s own tab: Setup > General > GLPI Network.',
    },
  },
  stored: {
    click: null,
    words: /*i18n*/ { id: 'step.stored', message: 'The key is stored. There is nothing to do.' },
  },
  'name-profile': {
    click: 'test-connection',
    words: /*i18n*/ { id: 'step.name-profile', message: 'Name that profile in the connection.' },
  },
  'test-connection': {
    click: 'test-connection',
    words: /*i18n*/ { id: 'step.test-connection', message: 'Test the connection once more.' },
  },
  'allow-address': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.allow-address',
      message: 'Add the address of Latchkey’s server to an active API client there.',
    },
  },
  'correct-glpi': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.correct-glpi',
      message: 'Copy the address of GLPI’s sign-in page into the connection.',
    },
  },
  'pass-in-apache': {
    click: 'test-connection',
    words: /*i18n*/ { id: 'step.pass-in-apache', message: 'Set CGIPassAuth On for GLPI’s folder, and reload Apache.' },
  },
  'pass-in-nginx': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.pass-in-nginx',
      message: 'In nginx, add fastcgi_param HTTP_AUTHORIZATION $http_authorization, and reload it.',
    },
  },
  'compare-client': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.compare-client',
      message: 'Compare the client’s ID and secret, and its allowed addresses, with the connection.',
    },
  },
  'allow-account': {
    click: 'test-connection',
    words: /*i18n*/ { id: 'step.allow-account', message: 'Let the database account connect from Latchkey’s server.' },
  },
  'add-certificate': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.add-certificate',
      message: 'Add the client certificate that the account requires to the connection.',
    },
  },
  'correct-port': {
    click: 'test-connection',
    words: /*i18n*/ {
      id: 'step.correct-port',
      message: 'Correct the host and port of the database in the connection.',
    },
  },
  'check-path': {
    click: 'run-diagnosis',
    words: /*i18n*/ {
      id: 'step.check-path',
      message: 'Check the path and that Latchkey’s user can read the file, then restart Latchkey.',
    },
  },
  'paste-key': {
    click: 'save-key',
    words: /*i18n*/ { id: 'step.paste-key', message: 'Paste it into Latchkey, check it, and save it.' },
  },
  'no-key-needed': {
    click: null,
    words: /*i18n*/ {
      id: 'step.no-key-needed',
      message: 'GLPI works without a key. Its marketplace needs one: register on the GLPI Network portal first.',
    },
  },
  'read-conditions': {
    click: 'conditions',
    words: /*i18n*/ { id: 'step.read-conditions', message: 'Read me which condition is marked under “Marketplace”.' },
  },
  'all-well': {
    click: null,
    words: /*i18n*/ { id: 'step.all-well', message: 'All is well. There is nothing to do.' },
  },
  platform: {
    click: null,
    words: /*i18n*/ {
      id: 'step.platform',
      message: 'The hosting platform holds the key: there is nothing to paste. Ask its support.',
    },
  },
} as const satisfies Record<string, Step>
export type StepCode = keyof typeof STEPS
