import type { Control } from './controls.ts'

/** The file without the control. @throws where a text that is to be taken out does not stand there exactly once. */
export function takenOut({ file, text, without, also = [] }: Control, whole: string): string {
  return [[text, without] as const, ...also].reduce((rest, [from, to]) => {
    const [before, after, ...more] = rest.split(from)
    if (from === '' || before === undefined || after === undefined || more.length > 0)
      throw new Error(`${file} does not have once: ${from}`)
    return before + to + after
  }, whole)
}

/** The title of a test, or of one of its rows: `%s` and the like stand for anything. */
export const patternOf = (name: string): RegExp =>
  new RegExp(`^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(/%[sij]/g, '.*')}$`, 's')
