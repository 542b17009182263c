import type { Command, Option } from 'commander'

/** A word that fits at the cursor, with a short description. */
export type Candidate = { word: string; about: string }
/** `files`: paths, completed by the shell. */
export type Candidates = Candidate[] | 'files'

/** Names of instances, for `--instance` and `--only`; of the fleet file that the line names, if it does. */
export type NamesOf = (file: string | undefined) => Promise<string[]>

/** The candidates for the last of `words`, from the definitions of the commands. */
export async function candidatesFor(program: Command, words: readonly string[], namesOf: NamesOf): Promise<Candidates> {
  const before = words.slice(0, -1)
  const current = words.at(-1) ?? ''
  const { command, waiting, given } = read(program, before)
  if (waiting) return valuesOf(waiting, current, () => namesOf(given.get('--file')))
  if (current.startsWith('-')) return optionsOf(command, given).filter(({ word }) => word.startsWith(current))
  const found = [...commandsOf(command), ...choicesOf(command)].filter(({ word }) => word.startsWith(current))
  if (found.length === 0 && command.registeredArguments.some((argument) => argument.name() === 'file')) return 'files'
  return found.length > 0 || current !== '' ? found : optionsOf(command, given)
}

/** Which command the words lead to, and whether the last of them is an option that waits for its value. */
function read(program: Command, words: readonly string[]) {
  const given = new Map<string, string>()
  let command = program
  let waiting: Option | null = null
  for (const word of words) {
    if (waiting) {
      given.set(waiting.long ?? waiting.flags, word)
      waiting = null
      continue
    }
    const option = command.options.find(({ long, short }) => word === long || word === short)
    if (option) {
      given.set(word, '')
      waiting = option.required ? option : null
    } else command = command.commands.find((one) => one.name() === word) ?? command
  }
  return { command, waiting, given }
}

async function valuesOf(option: Option, current: string, names: () => Promise<string[]>): Promise<Candidates> {
  if (option.argChoices) return withPrefix(option.argChoices, current)
  if (option.flags.endsWith('<path>')) return 'files'
  if (option.long === '--instance') return withPrefix(await names(), current)
  if (option.long !== '--only') return []
  // a list: the last one of it is being written
  const [list, last] = [current.slice(0, current.lastIndexOf(',') + 1), current.slice(current.lastIndexOf(',') + 1)]
  const taken = new Set(list.split(','))
  return withPrefix(
    (await names()).filter((name) => !taken.has(name)),
    last,
  ).map(({ word, about }) => ({ word: list + word, about }))
}

const withPrefix = (words: readonly string[], current: string): Candidate[] =>
  words.filter((word) => word.startsWith(current)).map((word) => ({ word, about: '' }))

const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), about: one.description() }))

const choicesOf = (command: Command): Candidate[] =>
  command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map((word) => ({ word, about: '' })))

const optionsOf = (command: Command, given: ReadonlyMap<string, string>): Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long && !given.has(long))
    .map(({ long, description }) => ({ word: long ?? '', about: description }))
