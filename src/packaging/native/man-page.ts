import type { Command } from 'commander'
import { EXIT_WORDS } from '#cli/exit.ts'
import { SETTINGS, type Setting } from '#server/settings.ts'
import { version } from '../../../package.json'
import { definedProgram } from '../defined-program.ts'
import { DATA_FOLDER, SETTINGS_FILE } from './places.ts'

/** `latchkey.1`, in roff: of the definitions that the commands are parsed by, and of the table of settings. */
export function manPage(date: Date): string {
  const program = definedProgram()
  return [
    `.TH LATCHKEY 1 ${date.toISOString().slice(0, 10)} "Latchkey ${version}"`,
    '.SH NAME',
    'latchkey \\- put the registration keys of GLPI Network into GLPIs, and serve the panel',
    '.SH SYNOPSIS',
    '.B latchkey',
    '.RI [ options ]',
    '.I command',
    '.RI [ arguments ]',
    '.SH DESCRIPTION',
    text(program.description()),
    '.PP',
    'A key comes from stdin, \\-\\-key\\-file or LATCHKEY_KEY, never from an argument.',
    '.SH OPTIONS',
    ...optionsOf(program),
    '.SH COMMANDS',
    ...visibleCommands(program).flatMap((command) => sectionOf(command)),
    '.SH EXIT STATUS',
    ...Object.entries(EXIT_WORDS).flatMap(([code, { message }]) => item(code, message)),
    '.SH ENVIRONMENT',
    ...Object.values(SETTINGS).flatMap((one: Setting) => item(one.name, meaningOf(one))),
    '.SH FILES',
    ...item(SETTINGS_FILE, 'The settings of the service, for root and the service alone.'),
    ...item(DATA_FOLDER, 'The data of the service.'),
    '.SH SEE ALSO',
    '.BR systemctl (1)',
    '',
  ].join('\n')
}

const help = (command: Command) => command.createHelp()

const visibleCommands = (command: Command): Command[] =>
  help(command)
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help')

function sectionOf(command: Command, above = ''): string[] {
  const name = `${above}${command.name()}`
  const title = [
    `latchkey ${name}`,
    ...help(command)
      .visibleArguments(command)
      .map((one) => `<${one.name()}>`),
  ]
  return [
    `.SS ${escaped(title.join(' '))}`,
    text(command.description()),
    ...optionsOf(command),
    ...visibleCommands(command).flatMap((one) => sectionOf(one, `${name} `)),
  ]
}

/** Not `--help`, which each of them has. */
function optionsOf(command: Command): string[] {
  const of = help(command)
  return of
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .flatMap((option) => item(of.optionTerm(option), of.optionDescription(option)))
}

const item = (term: string, about: string): string[] => ['.TP', `.B ${escaped(term)}`, text(about)]

const meaningOf = ({ meaning, byDefault }: Setting): string =>
  byDefault === null
    ? meaning.message
    : `${meaning.message} Default: ${typeof byDefault === 'string' ? byDefault : byDefault.message}.`

const escaped = (words: string): string =>
  words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\n -~]/gu, (one) => `\\[u${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)

/** A line that begins with a dot or a quote would be a command of roff. */
const text = (words: string): string =>
  words
    .split('\n')
    .map((line) => escaped(line).replace(/^(?=[.'])/, '\\&'))
    .join('\n')
