import { DATA_FOLDER, FIRST_STEP, SERVICE_USER, SETTINGS_FILE } from './places.ts'

const UNIT = 'latchkey.service'

/**
 * The scripts of a Debian package, as debhelper would write them. The service is stopped while its files are replaced: it loads parts
 * of itself when it needs them.
 */
export const MAINTAINER_SCRIPTS = {
  postinst: `#!/bin/sh
set -e

if [ "$1" = configure ]; then
  if ! getent passwd ${SERVICE_USER} >/dev/null; then
    adduser --system --group --quiet --home ${DATA_FOLDER} --no-create-home ${SERVICE_USER}
  fi
  install -d -m 0700 -o ${SERVICE_USER} -g ${SERVICE_USER} ${DATA_FOLDER}
  if [ -z "$2" ] && [ -e ${SETTINGS_FILE} ]; then
    # it may hold secrets; "latchkey" reads it as the user of the service
    chown root:${SERVICE_USER} ${SETTINGS_FILE}
    chmod 0640 ${SETTINGS_FILE}
  fi
fi

case "$1" in
  configure | abort-upgrade | abort-deconfigure | abort-remove)
    if command -v deb-systemd-helper >/dev/null; then
      deb-systemd-helper unmask ${UNIT} >/dev/null || true
      if deb-systemd-helper --quiet was-enabled ${UNIT}; then
        deb-systemd-helper enable ${UNIT} >/dev/null || true
      else
        deb-systemd-helper update-state ${UNIT} >/dev/null || true
      fi
    fi
    if [ -d /run/systemd/system ]; then
      systemctl --system daemon-reload >/dev/null || true
      if command -v deb-systemd-invoke >/dev/null; then deb-systemd-invoke start ${UNIT} >/dev/null || true; fi
    fi
    ;;
esac

if [ "$1" = configure ] && [ -z "$2" ]; then
  echo '${FIRST_STEP}'
fi
`,
  prerm: `#!/bin/sh
set -e

if [ -d /run/systemd/system ] && command -v deb-systemd-invoke >/dev/null; then
  deb-systemd-invoke stop ${UNIT} >/dev/null || true
fi
`,
  postrm: `#!/bin/sh
set -e

if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl --system daemon-reload >/dev/null || true
fi
if [ "$1" = remove ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper mask ${UNIT} >/dev/null || true
fi
if [ "$1" = purge ]; then
  if command -v deb-systemd-helper >/dev/null; then
    deb-systemd-helper purge ${UNIT} >/dev/null || true
    deb-systemd-helper unmask ${UNIT} >/dev/null || true
  fi
  rm -rf ${DATA_FOLDER} /etc/latchkey
  if getent passwd ${SERVICE_USER} >/dev/null; then userdel ${SERVICE_USER} || true; fi
  if getent group ${SERVICE_USER} >/dev/null; then groupdel ${SERVICE_USER} || true; fi
fi
`,
}
