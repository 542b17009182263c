import type { Words } from '#domain/causes.ts'

/** Why a command cannot be carried out. Placeholders are plain: English fills them before a catalogue is loaded. */
export const COMPLAINT_WORDS = {
  uuid: /*i18n*/ {
    id: 'cli.complaint.uuid',
    message: '--uuid must be the glpi_network_uuid of a GLPI, in visible ASCII characters.',
  },
  glpiVersion: /*i18n*/ { id: 'cli.complaint.glpi-version', message: '--glpi-version must be a version, as 11.0.8.' },
  services: /*i18n*/ {
    id: 'cli.complaint.services',
    message: '--services must be an http or https address without login, query or fragment.',
  },
  keyAsArgument: /*i18n*/ {
    id: 'cli.complaint.key-as-argument',
    message:
      'A key was given as an argument. Nothing was done with it, but it is now in the history of your shell, and others on this machine could see it. Hand it over on stdin (latchkey check < key.txt) or with --key-file. To delete it from the history: in bash, run history -d -2 and history -w; in fish, history delete --contains latchkey; in zsh, delete its line in ~/.zsh_history.',
  },
  noTerminal: /*i18n*/ {
    id: 'cli.complaint.no-terminal',
    message: 'There is no terminal to ask on: say --yes to remove the key.',
  },
  noSqlite: /*i18n*/ {
    id: 'cli.complaint.no-sqlite',
    message:
      'SQLite for this machine is not installed ({name}). Install Latchkey on this machine again, optional packages included.',
  },
  nothingRemoved: /*i18n*/ { id: 'cli.complaint.nothing-removed', message: 'Nothing was removed.' },
  cryptKeyAlone: /*i18n*/ {
    id: 'cli.complaint.crypt-key-alone',
    message: '--glpi-crypt-key belongs to a GLPI: name it with --glpi.',
  },
  glpiAddress: /*i18n*/ {
    id: 'cli.complaint.glpi-address',
    message: '--glpi must be the http or https address of a GLPI, without login.',
  },
  commandAlone: /*i18n*/ {
    id: 'cli.complaint.command-alone',
    message: '--glpi-command leads to a GLPI: say where it lies there with --glpi-folder.',
  },
  glpiFolder: /*i18n*/ {
    id: 'cli.complaint.glpi-folder',
    message: '--glpi-folder must be the whole path of GLPI’s folder, as /var/www/glpi.',
  },
  anotherProcess: /*i18n*/ { id: 'cli.complaint.another-process', message: 'another process' },
  processOn: /*i18n*/ { id: 'cli.complaint.process-on', message: 'process {pid} on {host}' },
  fleetLocked: /*i18n*/ {
    id: 'cli.complaint.fleet-locked',
    message: 'This fleet is being worked on by {who}; if that is gone, remove {path}.',
  },
  whichFleet: /*i18n*/ {
    id: 'cli.complaint.which-fleet',
    message: 'Which fleet? Name its file with --file or in LATCHKEY_FLEET.',
  },
  notInFleet: /*i18n*/ { id: 'cli.complaint.not-in-fleet', message: '{path} has no instance {name}.' },
  noKeyNamed: /*i18n*/ {
    id: 'cli.complaint.no-key-named',
    message: '{path} names no key for {name}: give it key, or the whole file.',
  },
  fileUnreadable: /*i18n*/ {
    id: 'cli.complaint.file-unreadable',
    message: 'The file {path} cannot be read ({reason}).',
  },
  variableUnset: /*i18n*/ {
    id: 'cli.complaint.variable-unset',
    message: '{path} asks for {reference}, and that variable is not set.',
  },
  noCertificate: /*i18n*/ {
    id: 'cli.complaint.no-certificate',
    message: 'The file {path} holds no certificate, neither as PEM nor as DER.',
  },
  noConnection: /*i18n*/ {
    id: 'cli.complaint.no-connection',
    message: '{name} has no connection to its GLPI: enter one in its settings.',
  },
  noConnectionAnyMore: /*i18n*/ {
    id: 'cli.complaint.no-connection-any-more',
    message: '{name} has no connection to its GLPI any more.',
  },
  noUsableConnection: /*i18n*/ {
    id: 'cli.complaint.no-usable-connection',
    message: '{name} has no usable connection to its GLPI.',
  },
  severalInstances: /*i18n*/ {
    id: 'cli.complaint.several-instances',
    message: 'Several instances have the name {name}: say which by its id.',
  },
  noInstance: /*i18n*/ {
    id: 'cli.complaint.no-instance',
    message: 'There is no instance {name} here, neither by its id nor by its name.',
  },
  noToken: /*i18n*/ {
    id: 'cli.complaint.no-token',
    message: 'There is no token {id}: "latchkey token list" shows them.',
  },
  textTooLong: /*i18n*/ {
    id: 'cli.complaint.text-too-long',
    message: 'The text is longer than 1 MiB; a key has a few hundred characters.',
  },
  pasteKey: /*i18n*/ { id: 'cli.complaint.paste-key', message: 'Paste the key, then press Enter and Ctrl-D.' },
  noWholeKey: /*i18n*/ { id: 'cli.complaint.no-whole-key', message: '{source} holds no whole key: {finding}{remedy}.' },
  severalKeys: /*i18n*/ { id: 'cli.complaint.several-keys', message: '{source}: {finding}{remedy}.' },
  checkFirst: /*i18n*/ {
    id: 'cli.complaint.check-first',
    message: '; with --check GLPI Network is asked about it first',
  },
} satisfies Record<string, Words>
