import type { Words } from '#domain/causes.ts'
import type { Say } from './language.ts'

/**
 * The parser's sentences about wrong usage, in the parser's order. English is printed as the parser has it; these are for the
 * other languages. A group of a pattern is the value of the placeholder with its name.
 */
const USAGE_WORDS: readonly (readonly [RegExp, Words])[] = [
  [
    /^error: unknown option '(?<name>.*?)'/,
    /*i18n*/ { id: 'cli.usage.option', message: 'error: unknown option {name}' },
  ],
  [
    /^error: unknown command '(?<name>.*?)'/,
    /*i18n*/ { id: 'cli.usage.command', message: 'error: unknown command {name}' },
  ],
  [
    /^error: option '(?<name>.*?)' argument missing/,
    /*i18n*/ { id: 'cli.usage.value-missing', message: 'error: option {name} needs a value' },
  ],
  [
    /^error: required option '(?<name>.*?)' not specified/,
    /*i18n*/ { id: 'cli.usage.option-required', message: 'error: option {name} is required' },
  ],
  [
    /^error: missing required argument '(?<name>.*?)'/,
    /*i18n*/ { id: 'cli.usage.argument-required', message: 'error: argument {name} is required' },
  ],
  [
    /^error: option '(?<name>.*?)' cannot be used with option '(?<other>.*?)'/,
    /*i18n*/ { id: 'cli.usage.conflict', message: 'error: options {name} and {other} exclude each other' },
  ],
  [
    /^error: too many arguments(?: for '(?<name>.*?)')?/,
    /*i18n*/ { id: 'cli.usage.too-many', message: 'error: too many arguments' },
  ],
  [
    /^error: option '(?<name>.*?)' argument '(?<value>.*?)' is invalid\./s,
    /*i18n*/ { id: 'cli.usage.value', message: 'error: option {name} cannot be {value}.' },
  ],
  [
    /^error: command-argument value '(?<value>.*?)' is invalid for argument '(?<name>.*?)'\./s,
    /*i18n*/ { id: 'cli.usage.argument', message: 'error: argument {name} cannot be {value}.' },
  ],
]

/** What follows some of them: which values are accepted, or what was meant. */
const HINT_WORDS: readonly (readonly [RegExp, Words])[] = [
  [/^ Allowed choices are (?<names>.*)\.$/, /*i18n*/ { id: 'cli.usage.choices', message: 'Choose one of: {names}.' }],
  [
    /^ It must be a whole number of days, from 0 to 3650\.$/,
    /*i18n*/ { id: 'cli.usage.days', message: 'It must be a whole number of days, from 0 to 3650.' },
  ],
  [
    /^ It must be a whole number of seconds, from 1 to 600\.$/,
    /*i18n*/ { id: 'cli.usage.seconds', message: 'It must be a whole number of seconds, from 1 to 600.' },
  ],
  [/^ It must be a whole number\.$/, /*i18n*/ { id: 'cli.usage.number', message: 'It must be a whole number.' }],
  [
    /^ It must be as "latchkey audit checkpoint" prints it\.$/,
    /*i18n*/ { id: 'cli.usage.checkpoint', message: 'It must be as "latchkey audit checkpoint" prints it.' },
  ],
  [
    /^ It must be a number of hours, 720 at most\.$/,
    /*i18n*/ { id: 'cli.usage.hours', message: 'It must be a number of hours, 720 at most.' },
  ],
  [
    /^ It must be a text of 1 to 80 characters\.$/,
    /*i18n*/ { id: 'cli.usage.name', message: 'It must be a text of 1 to 80 characters.' },
  ],
  [
    /^ It must be the number of a token\.$/,
    /*i18n*/ { id: 'cli.usage.token', message: 'It must be the number of a token.' },
  ],
  [
    /^ It must be a whole number from 1 to 256\.$/,
    /*i18n*/ { id: 'cli.usage.count', message: 'It must be a whole number from 1 to 256.' },
  ],
  [
    /^\n\(Did you mean (?:one of )?(?<names>.*)\?\)$/,
    /*i18n*/ { id: 'cli.usage.similar', message: '(Did you mean {names}?)' },
  ],
]

/** Translates a usage error of the parser. One that is not listed stays in English. */
export function usageInWords(say: Say, sentence: string): string {
  if (say.language === 'en') return sentence
  const text = sentence.trimEnd()
  for (const [pattern, words] of USAGE_WORDS) {
    const found = pattern.exec(text)
    if (!found) continue
    const rest = text.slice(found[0].length)
    return [say(words, found.groups), ...hintsOf(say, rest)].join(rest.startsWith('\n') ? '\n' : ' ')
  }
  return sentence
}

function hintsOf(say: Say, rest: string): string[] {
  for (const [pattern, words] of HINT_WORDS) {
    const found = pattern.exec(rest)
    if (found) return [say(words, found.groups ?? {})]
  }
  return []
}
