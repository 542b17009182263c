// Stands in for `@neon-rs/load` and `detect-libc` in the built program, which libsql asks for nothing but this. For it
// they have Node write a whole diagnostic report and load `child_process`: a tenth of the start.
import { libc, targetOf } from './target.ts'

export const GLIBC = 'glibc'
export const MUSL = 'musl'
export const familySync = libc
export const currentTarget = (): string => targetOf(process.platform, process.arch, libc())
export function load(): never {
  throw new Error('LIBSQL_JS_DEV is for building libsql itself')
}
