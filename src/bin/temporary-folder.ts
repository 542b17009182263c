import { constants, accessSync, readFileSync, statfsSync } from 'node:fs'

/** Linux's folder in memory. */
const IN_MEMORY = '/dev/shm'
/** What all suites have in it at once, with room to spare. A container may have as little as 64 MB there. */
const WANTED_BYTES = 2_000_000_000

/** Tests start programs from their temporary files, which a folder mounted `noexec` forbids. */
function mayRunPrograms(folder: string): boolean {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
  const options = mounts.map((line) => line.split(' ')).findLast(([, place]) => place === folder)?.[3] ?? 'noexec'
  return !options.split(',').includes('noexec')
}

function isOfUse(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > WANTED_BYTES && mayRunPrograms(folder)
  } catch {
    return false
  }
}

/**
 * Puts the temporary files of the tests, and of what they start, in memory where that can be had. Each write of a gateway waits for
 * its disk until it is safe there, which tests need not: they start hundreds of gateways.
 */
export function putTemporaryFilesInMemory(): void {
  if (isOfUse(IN_MEMORY)) process.env['TMPDIR'] ??= IN_MEMORY
}
