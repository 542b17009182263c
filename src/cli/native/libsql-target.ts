// Stands in for `@neon-rs/load` and `detect-libc` in the built program, which libsql asks for nothing but this. For it
// they have Node write a whole diagnostic report and load `child_process`: a tenth of the start.
import { readFileSync } from 'node:fs'

/** Which of libsql's compiled packages fits; their names are in `optionalDependencies` of its package.json. */
export function targetOf(platform: string, arch: string, libc: 'glibc' | 'musl'): string {
  if (platform === 'win32') return `win32-${arch}-msvc`
  if (platform !== 'linux') return `${platform}-${arch}`
  const suffix = libc === 'musl' ? 'musl' : 'gnu'
  return arch === 'arm' ? `linux-arm-${suffix}eabihf` : `linux-${arch}-${suffix}`
}

/** What this process is linked with: musl's one file is its loader and its C library. */
export function libcIn(maps: string): 'glibc' | 'musl' {
  return /\/(ld-musl-|libc\.musl-)/.test(maps) ? 'musl' : 'glibc'
}

function readMaps(): string {
  try {
    return readFileSync('/proc/self/maps', 'utf8')
  } catch {
    // not Linux, or a /proc that hides it
    return ''
  }
}

export const libc = () => libcIn(readMaps())

export const GLIBC = 'glibc'
export const MUSL = 'musl'
export const familySync = libc
export const currentTarget = (): string => targetOf(process.platform, process.arch, libc())
export function load(): never {
  throw new Error('LIBSQL_JS_DEV is for building libsql itself')
}
