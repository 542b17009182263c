import type { Argument, Command, Option } from 'commander'
import type { Words } from '#domain/causes.ts'
import type { Say } from './language.ts'

/** The parser's own words in `--help`. English is printed as the parser has it; these are for the other languages. */
const HEADINGS: Readonly<Record<string, Words>> = {
  'Usage:': /*i18n*/ { id: 'cli.help.usage', message: 'Usage:' },
  'Arguments:': /*i18n*/ { id: 'cli.help.arguments', message: 'Arguments:' },
  'Options:': /*i18n*/ { id: 'cli.help.options', message: 'Options:' },
  'Commands:': /*i18n*/ { id: 'cli.help.commands', message: 'Commands:' },
}
const HELP_OPTION = /*i18n*/ { id: 'cli.help.help-option', message: 'display help for command' }
const CHOICES = /*i18n*/ { id: 'cli.help.choices', message: 'choices: {names}' }
const DEFAULT = /*i18n*/ { id: 'cli.help.default', message: 'default: {value}' }
const PRESET = /*i18n*/ { id: 'cli.help.preset', message: 'preset: {value}' }

/** Puts the parser's own part of `--help` into the reader's language. Commands that are added later inherit it. */
export function translateHelp(program: Command, say: Say): void {
  if (say.language === 'en') return
  program
    .helpOption('-h, --help', say(HELP_OPTION))
    .helpCommand('help [command]', say(HELP_OPTION))
    .configureHelp({
      styleTitle: (title) => {
        const words = HEADINGS[title]
        return words ? say(words) : title
      },
      optionDescription: (option) => withDetails(option.description, detailsOf(say, option)),
      argumentDescription: (argument) => withDetails(argument.description, choicesOf(say, argument)),
    })
}

function detailsOf(say: Say, option: Option): string[] {
  const { required, optional, defaultValue, presetArg } = option
  const isShown = defaultValue !== undefined && (required || optional)
  return [
    ...choicesOf(say, option),
    ...(isShown ? [say(DEFAULT, { value: JSON.stringify(defaultValue) })] : []),
    ...(presetArg !== undefined && optional ? [say(PRESET, { value: JSON.stringify(presetArg) })] : []),
  ]
}

function choicesOf(say: Say, { argChoices }: Option | Argument): string[] {
  return argChoices ? [say(CHOICES, { names: argChoices.map((name) => JSON.stringify(name)).join(', ') })] : []
}

const withDetails = (text: string, details: readonly string[]): string =>
  details.length > 0 ? `${text} (${details.join(', ')})`.trimStart() : text
