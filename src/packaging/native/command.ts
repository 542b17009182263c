import { BUNDLED_NODE_PATH, DATA_FOLDER, PROGRAM_FOLDER, PROGRAM_PATH, SERVICE_USER, SETTINGS_FILE } from './places.ts'

/** These work on the data of the gateway and on no file of the person who asks: as root, they are run as its user. */
const ON_DATA_ALONE = ['audit', 'invite', 'move', 'rotate', 'self-check', 'serve', 'settings', 'token']

/**
 * `/usr/bin/latchkey`: the program with its own Node, on the data and with the settings of the service. Someone who may not read the
 * settings gets what needs none of them.
 */
export const installedCommand = (): string => `#!/bin/sh
# The commands of Latchkey, with the Node that it brings with it and with the settings of its service.
set -eu
program=${PROGRAM_FOLDER}
settings=${SETTINGS_FILE}

case \${1-} in
  # asked by the shell for each word that is completed
  complete) exec "$program/${BUNDLED_NODE_PATH}" "$program/${PROGRAM_PATH}" "$@" ;;
esac
is_set=
if [ -r "$settings" ]; then
  if grep -q '^ *LATCHKEY_DATA=.' "$settings"; then is_set=yes; fi
  # Node itself reads this one, as it starts
  issuers=$(sed -n 's/^ *NODE_EXTRA_CA_CERTS=//p' "$settings" | tail -n 1 | tr -d "\\"'")
  if [ -n "$issuers" ] && [ -z "\${NODE_EXTRA_CA_CERTS-}" ]; then export NODE_EXTRA_CA_CERTS="$issuers"; fi
fi
if [ -z "$is_set" ] && [ -z "\${LATCHKEY_DATA-}" ]; then export LATCHKEY_DATA=${DATA_FOLDER}; fi

as=
if [ "$(id -u)" = 0 ]; then
  is_value=
  for word in "$@"; do
    if [ -n "$is_value" ]; then is_value= && continue; fi
    case $word in
      --lang | --env-file) is_value=yes && continue ;;
      -*) continue ;;
      ${ON_DATA_ALONE.join('|')})
        # nothing in the data folder may belong to root
        as="setpriv --reuid=${SERVICE_USER} --regid=${SERVICE_USER} --init-groups --"
        export HOME=${DATA_FOLDER}
        ;;
    esac
    break
  done
fi
if [ -r "$settings" ]; then set -- --env-file "$settings" "$@"; fi
# shellcheck disable=SC2086 # several words, or none
exec $as "$program/${BUNDLED_NODE_PATH}" "$program/${PROGRAM_PATH}" "$@"
`

/** The command of the archive, which may be unpacked anywhere, by anyone. */
export const unpackedCommand = (): string => `#!/bin/sh
# The commands of Latchkey, with the Node that it brings with it.
set -eu
program=$(dirname -- "$(readlink -f -- "$0")")/../lib/latchkey
exec "$program/${BUNDLED_NODE_PATH}" "$program/${PROGRAM_PATH}" "$@"
`
