import { fingerprintOf, inspectKey, type KeyInspection } from '#domain/key.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { readKeyText } from '../key-input.ts'
import { editsInWords, findingInWords } from '../words.ts'
import type { World } from '../world.ts'

export type KeyOptions = { keyFile?: string; json?: boolean }

const isWhole = ({ finding }: KeyInspection): boolean =>
  finding === 'clean' || finding === 'repaired' || finding === 'confirm'

/** `latchkey inspect`: the key text only, no network. The key itself is not printed. */
export async function inspect(world: World, options: KeyOptions): Promise<ExitCode> {
  const inspection = inspectKey(await readKeyText(world, options.keyFile))
  const { key, finding, edits, wrongSecret, anatomy } = inspection
  const fingerprint = key === null ? null : fingerprintOf(key)
  const several = inspection.several.map(fingerprintOf)
  if (options.json) {
    world.print(JSON.stringify({ finding, edits, wrongSecret, anatomy, fingerprint, several }))
  } else {
    const { say } = world
    world.print(`${finding}: ${findingInWords(say, inspection)}`)
    if (edits.length > 0) world.print(say(CLI_WORDS.cleaned, { edits: editsInWords(say, inspection) }))
    world.print(say(CLI_WORDS.length, { length: anatomy.length }))
    if (fingerprint) world.print(say(CLI_WORDS.fingerprint, { fingerprint }))
    for (const one of several) world.print(say(CLI_WORDS.oneOfThem, { fingerprint: one }))
  }
  return isWhole(inspection) ? EXIT.good : EXIT.notAKey
}

/** `latchkey clean`: the cleaned key on stdout, for pipes; what was taken out on stderr. */
export async function clean(world: World, options: KeyOptions & { guess?: boolean }): Promise<ExitCode> {
  const inspection = inspectKey(await readKeyText(world, options.keyFile))
  const { key, finding, edits } = inspection
  const usable = key !== null && isWhole(inspection) && (finding !== 'confirm' || options.guess === true)
  const words = findingInWords(world.say, inspection)
  const said = finding === 'confirm' && !usable ? world.say(CLI_WORDS.guess, { words }) : words
  world.printMessage(edits.length > 0 ? `${said} (${editsInWords(world.say, inspection)})` : said)
  if (options.json) {
    world.print(
      JSON.stringify({ finding, key: usable ? key : null, edits, fingerprint: usable ? fingerprintOf(key) : null }),
    )
  } else if (usable) {
    world.print(key)
  }
  return usable ? EXIT.good : EXIT.notAKey
}
