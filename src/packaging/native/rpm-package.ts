import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { description, version } from '../../../package.json'
import { comparable, type PackageInput } from './debian-package.ts'
import { writeTree } from './file-tree.ts'
import { installedFiles } from './installed-files.ts'
import { DATA_FOLDER, FIRST_STEP, SERVICE_USER, SETTINGS_FILE, UNIT_FILE } from './places.ts'
import { runTool, secondsOf } from './run-tool.ts'

const UNIT = 'latchkey.service'

/** Makes `latchkey-<version>-1.<architecture>.rpm`. @returns its path */
export function makeRpmPackage({ unpacked, architecture, date, folder, ...options }: PackageInput): string {
  const shown = comparable(options.version ?? version)
  const completions = {
    bash: 'usr/share/bash-completion/completions/latchkey',
    zsh: 'usr/share/zsh/site-functions/_latchkey',
    fish: 'usr/share/fish/vendor_completions.d/latchkey.fish',
  }
  const files = installedFiles(unpacked, architecture, { date, completions, docs: 'usr/share/licenses/latchkey' })
  // rpm's own scripts do not get over a space in a path
  const work = mkdtempSync(join(tmpdir(), 'latchkey-rpm-'))
  writeTree(join(work, 'files'), files, date)
  writeFileSync(join(work, 'latchkey.spec'), specFile(shown, Object.keys(files), date))
  mkdirSync(join(work, 'made'))
  const defined = {
    _topdir: work,
    _rpmdir: join(work, 'made'),
    // the same bytes, whoever builds it, where and when
    _buildhost: 'latchkey',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    _build_id_links: 'none',
    // what every rpm reads
    _binary_payload: 'w6.gzdio',
    // nothing is stripped, compressed or byte-compiled: Node is as its makers released it
    __os_install_post: '%{nil}',
    debug_package: '%{nil}',
  }
  const definitions = Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  runTool('rpmbuild', ['-bb', '--target', `${architecture.rpm}-linux`, ...definitions, join(work, 'latchkey.spec')], {
    date,
  })
  const made = readdirSync(join(work, 'made'), { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.rpm'),
  )
  const path = join(folder, `latchkey-${shown}-1.${architecture.rpm}.rpm`)
  copyFileSync(join(work, 'made', made ?? ''), path)
  rmSync(work, { recursive: true })
  return path
}

const specFile = (shown: string, paths: readonly string[], date: Date): string => `Name: latchkey
Version: ${shown}
Release: 1
Summary: ${description.replace(/\.$/, '')}
License: MIT
URL: https://github.com/latchkey/latchkey
# what it needs is said here: rpm would find a dependency in each script of it
AutoReqProv: no
# libraries by the names that every system has for them: their packages are called otherwise on SUSE
Requires: libc.so.6(GLIBC_2.28)(64bit), libstdc++.so.6()(64bit), libgcc_s.so.1()(64bit), util-linux
Requires(pre): (shadow-utils or shadow)
Recommends: ca-certificates, openssh-clients

%description
A page in the browser that mirrors Setup > General > GLPI Network: paste the
registration key, see what was cleaned, save, and know whether the marketplace
is unlocked and for how long. Where GLPI cannot tell why a key does not work,
Latchkey names the cause and the next step. A command line does the same for
hundreds of GLPIs. It brings its own Node.

%install
mkdir -p %{buildroot}${DATA_FOLDER}
cp -a %{_topdir}/files/. %{buildroot}/
touch -d @${secondsOf(date)} %{buildroot}${DATA_FOLDER}

%pre
getent group ${SERVICE_USER} >/dev/null || groupadd -r ${SERVICE_USER}
getent passwd ${SERVICE_USER} >/dev/null || \\
  useradd -r -g ${SERVICE_USER} -d ${DATA_FOLDER} -s /sbin/nologin -c 'Latchkey' ${SERVICE_USER}
exit 0

%post
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload >/dev/null 2>&1 || :
fi
if [ $1 -eq 1 ]; then
  if [ -x /usr/bin/systemctl ]; then systemctl enable ${UNIT} >/dev/null 2>&1 || :; fi
  if [ -d /run/systemd/system ]; then systemctl start ${UNIT} >/dev/null 2>&1 || :; fi
  echo '${FIRST_STEP}'
fi

%preun
if [ $1 -eq 0 ]; then
  if [ -d /run/systemd/system ]; then systemctl stop ${UNIT} >/dev/null 2>&1 || :; fi
  if [ -x /usr/bin/systemctl ]; then systemctl disable ${UNIT} >/dev/null 2>&1 || :; fi
fi

%postun
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload >/dev/null 2>&1 || :
  if [ $1 -ge 1 ]; then systemctl try-restart ${UNIT} >/dev/null 2>&1 || :; fi
fi

%files
%defattr(-,root,root,-)
%dir /etc/latchkey
%config(noreplace) %attr(0640,root,${SERVICE_USER}) ${SETTINGS_FILE}
%dir %attr(0700,${SERVICE_USER},${SERVICE_USER}) ${DATA_FOLDER}
%dir /usr/share/licenses/latchkey
%license /usr/share/licenses/latchkey/*
/usr/bin/latchkey
/usr/lib/latchkey
${UNIT_FILE}
${paths
  .filter((path) => path.startsWith('usr/share/') && !path.startsWith('usr/share/licenses/'))
  .map((path) => `/${path}`)
  .join('\n')}
`
