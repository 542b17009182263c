import { BUNDLED_NODE_PATH, DATA_FOLDER, PROGRAM_FOLDER, PROGRAM_PATH, SERVICE_USER, SETTINGS_FILE } from './places.ts'

/**
 * The unit of systemd. It may do what a gateway does: listen and connect, write into its data folder, and run the `ssh` of a console
 * connection. Not `MemoryDenyWriteExecute`: Node compiles JavaScript into memory that it then runs.
 */
export const serviceUnit = (): string => `[Unit]
Description=Latchkey, a panel for the registration keys of GLPI
Documentation=man:latchkey(1)
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
User=${SERVICE_USER}
Group=${SERVICE_USER}
Environment=LATCHKEY_DATA=${DATA_FOLDER}
# how the page tells to make a link
Environment="LATCHKEY_COMMAND=sudo latchkey"
# What it says comes before the lines above. "latchkey settings" shows what holds.
EnvironmentFile=-${SETTINGS_FILE}
ExecStart=${PROGRAM_FOLDER}/${BUNDLED_NODE_PATH} ${PROGRAM_FOLDER}/${PROGRAM_PATH} serve
# To keep the encryption key apart from the data, put its 32 bytes elsewhere and name the file in a drop-in ("systemctl edit latchkey"):
#LoadCredential=latchkey.key:/etc/latchkey/latchkey.key
Restart=on-failure
# A setting that cannot be used: it will not be better in a second.
RestartPreventExitStatus=2
# What was begun is ended first, which takes 20 s at most.
TimeoutStopSec=25
StateDirectory=${SERVICE_USER}
StateDirectoryMode=0700
UMask=0077

CapabilityBoundingSet=
NoNewPrivileges=yes
RestrictSUIDSGID=yes
LockPersonality=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateUsers=yes
ProcSubset=pid
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`
