import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SCRIPTS } from '#cli/completion/scripts.ts'
import { settingsFileText } from '#server/settings-file.ts'
import { version } from '../../../package.json'
import { unpackedCommand } from './command.ts'
import type { PackageInput } from './debian-package.ts'
import { writeTree } from './file-tree.ts'
import { compressedManPage, licenceFiles, programFiles } from './installed-files.ts'
import { runTool, secondsOf } from './run-tool.ts'
import { serviceUnit } from './service-unit.ts'

/** Makes `latchkey-<version>-linux-<architecture>.tar.gz`: for any folder and any user, on a Linux with glibc 2.28. @returns its path */
export function makeArchive({ unpacked, architecture, date, folder, ...options }: PackageInput): string {
  const name = `latchkey-${options.version ?? version}-linux-${architecture.npm}`
  const stage = join(folder, `tar-${architecture.npm}`)
  const files = {
    ...programFiles(unpacked, architecture, `${name}/lib/latchkey`),
    ...licenceFiles(unpacked, architecture, name),
    [`${name}/LICENSE`]: { bytes: readFileSync(join(unpacked, 'LICENSE')) },
    [`${name}/bin/latchkey`]: { bytes: unpackedCommand(), mode: 0o755 },
    [`${name}/share/man/man1/latchkey.1.gz`]: { bytes: compressedManPage(date) },
    [`${name}/share/bash-completion/completions/latchkey`]: { bytes: `${SCRIPTS.bash}\n` },
    [`${name}/share/zsh/site-functions/_latchkey`]: { bytes: `${SCRIPTS.zsh}\n` },
    [`${name}/share/fish/vendor_completions.d/latchkey.fish`]: { bytes: `${SCRIPTS.fish}\n` },
    // to be taken over by hand, with other paths in them
    [`${name}/examples/latchkey.service`]: { bytes: serviceUnit() },
    [`${name}/examples/latchkey.env`]: { bytes: settingsFileText() },
  }
  writeTree(stage, files, date)
  const path = join(folder, `${name}.tar.gz`)
  const owners = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${secondsOf(date)}`]
  runTool('tar', [...owners, '--format=gnu', '--use-compress-program=gzip -n6', '-cf', path, '-C', stage, name], {
    date,
  })
  rmSync(stage, { recursive: true })
  return path
}
