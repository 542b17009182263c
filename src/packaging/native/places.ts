/** Where a package puts what, on every Linux. */
export const PROGRAM_FOLDER = '/usr/lib/latchkey'
export const DATA_FOLDER = '/var/lib/latchkey'
export const SETTINGS_FILE = '/etc/latchkey/latchkey.env'
export const UNIT_FILE = '/usr/lib/systemd/system/latchkey.service'
/** The user that the service runs as, and its group. */
export const SERVICE_USER = 'latchkey'

/** In the folder of the program. */
export const BUNDLED_NODE_PATH = 'node/bin/node'
export const PROGRAM_PATH = 'dist/latchkey/main.js'

/** What an installation says in the end. */
export const FIRST_STEP = 'Latchkey is installed: "sudo latchkey invite" prints a link to sign in with.'
