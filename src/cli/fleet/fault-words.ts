import type { Words } from '#domain/causes.ts'
import type { Say } from '../language.ts'
import { translateSentence, type SentencePatterns } from '../sentence-patterns.ts'

const THE_ENTRY = /*i18n*/ { id: 'cli.fault.the-entry', message: 'the entry' }

/** What a member must be, as `fleet-words.ts` says it. */
const KINDS: Readonly<Record<string, Words>> = {
  'a text': /*i18n*/ { id: 'cli.fault.kind.text', message: 'a text' },
  'a number': /*i18n*/ { id: 'cli.fault.kind.number', message: 'a number' },
  'a whole number': /*i18n*/ { id: 'cli.fault.kind.int', message: 'a whole number' },
  'a list': /*i18n*/ { id: 'cli.fault.kind.list', message: 'a list' },
  'a group of members': /*i18n*/ { id: 'cli.fault.kind.group', message: 'a group of members' },
}

/** The faults of a fleet file, as its parser and its schema say them in English. */
const FAULT_WORDS: SentencePatterns = [
  [/^this member is given twice$/, /*i18n*/ { id: 'cli.fault.member-twice', message: 'this member is given twice' }],
  [
    /^the indentation does not fit the lines above$/,
    /*i18n*/ { id: 'cli.fault.indentation', message: 'the indentation does not fit the lines above' },
  ],
  [
    /^lines are indented with blanks, never with tabs$/,
    /*i18n*/ { id: 'cli.fault.tabs', message: 'lines are indented with blanks, never with tabs' },
  ],
  [
    /^a quotation mark, bracket or colon is missing near here$/,
    /*i18n*/ { id: 'cli.fault.missing-character', message: 'a quotation mark, bracket or colon is missing near here' },
  ],
  [
    /^this alias \(\*\) stands for nothing$/,
    /*i18n*/ { id: 'cli.fault.alias', message: 'this alias (*) stands for nothing' },
  ],
  [
    /^only one document may stand in the file$/,
    /*i18n*/ { id: 'cli.fault.documents', message: 'only one document may stand in the file' },
  ],
  [/^this is no valid YAML$/, /*i18n*/ { id: 'cli.fault.yaml', message: 'this is no valid YAML' }],
  [
    /^instances must be a list with an entry for each GLPI$/,
    /*i18n*/ { id: 'cli.fault.instances', message: 'instances must be a list with an entry for each GLPI' },
  ],
  [
    /^the name (?<name>.*) is given twice$/,
    /*i18n*/ { id: 'cli.fault.name-twice', message: 'the name {name} is given twice' },
  ],
  [
    /^name must be text: put it in quotes, '(?<text>.*)'$/,
    /*i18n*/ { id: 'cli.fault.name-unquoted', message: 'name must be text: put it in quotes, “{text}”' },
  ],
  [/^unknown field$/, /*i18n*/ { id: 'cli.fault.unknown-field', message: 'unknown field' }],
  [
    /^unknown field (?<name>[\w.+-]+) \(did you mean (?<other>\w+)\?\)$/,
    /*i18n*/ { id: 'cli.fault.unknown-field-near', message: 'unknown field {name} (did you mean {other}?)' },
  ],
  [
    /^unknown field (?<name>[\w.+-]+)$/,
    /*i18n*/ { id: 'cli.fault.unknown-field-name', message: 'unknown field {name}' },
  ],
  [
    /^(?<member>.+?) must say where the secret is, never the secret itself:/,
    /*i18n*/ {
      id: 'cli.fault.inline-secret',
      message:
        '{member} must say where the secret is, never the secret itself: write env:NAME for a variable of the environment, or file:PATH for a file',
    },
  ],
  [
    /^(?<member>.+?) must be a name of 1 to 200 characters, without a comma or control characters$/,
    /*i18n*/ {
      id: 'cli.fault.name',
      message: '{member} must be a name of 1 to 200 characters, without a comma or control characters',
    },
  ],
  [
    /^(?<member>.+?) may have no login in it:/,
    /*i18n*/ {
      id: 'cli.fault.login',
      message: '{member} may have no login in it: name it in the fields for that',
    },
  ],
  [
    /^(?<member>.+?) must be an http or https address without login, query or fragment$/,
    /*i18n*/ {
      id: 'cli.fault.services',
      message: '{member} must be an http or https address without login, query or fragment',
    },
  ],
  [
    /^(?<member>.+?) must be an http or https address$/,
    /*i18n*/ { id: 'cli.fault.address', message: '{member} must be an http or https address' },
  ],
  [
    /^(?<member>.+?) must be 1, the version of this file’s format$/,
    /*i18n*/ { id: 'cli.fault.version', message: '{member} must be 1, the version of this file’s format' },
  ],
  [
    /^(?<member>.+?) has no connection method: give it rest, restV2, console or database$/,
    /*i18n*/ {
      id: 'cli.fault.no-method',
      message: '{member} has no connection method: give it rest, restV2, console or database',
    },
  ],
  [
    /^(?<member>.+?) names a connection method in write or prove that it does not have$/,
    /*i18n*/ {
      id: 'cli.fault.other-method',
      message: '{member} names a connection method in write or prove that it does not have',
    },
  ],
  [
    /^(?<member>.+?) must be one of (?<names>.+)$/,
    /*i18n*/ { id: 'cli.fault.one-of', message: '{member} must be one of {names}' },
  ],
  [
    /^(?<member>.+?) is too long: (?<limit>\d+) at most$/,
    /*i18n*/ { id: 'cli.fault.too-long', message: '{member} is too long: {limit} at most' },
  ],
  [
    /^(?<member>.+?) is too large: (?<limit>\d+) at most$/,
    /*i18n*/ { id: 'cli.fault.too-large', message: '{member} is too large: {limit} at most' },
  ],
  [
    /^(?<member>.+?) is too small: (?<limit>\d+) at least$/,
    /*i18n*/ { id: 'cli.fault.too-small', message: '{member} is too small: {limit} at least' },
  ],
  [/^(?<member>.+?) is empty$/, /*i18n*/ { id: 'cli.fault.empty', message: '{member} is empty' }],
  [/^(?<member>.+?) is missing$/, /*i18n*/ { id: 'cli.fault.missing', message: '{member} is missing' }],
  [
    /^(?<member>.+?) has a form that cannot be used here$/,
    /*i18n*/ { id: 'cli.fault.form', message: '{member} has a form that cannot be used here' },
  ],
  [
    /^(?<member>.+?) must be text: put it in quotes$/,
    /*i18n*/ { id: 'cli.fault.unquoted', message: '{member} must be text: put it in quotes' },
  ],
  [/^(?<member>.+?) must be text$/, /*i18n*/ { id: 'cli.fault.text', message: '{member} must be text' }],
]
const MUST_BE = /*i18n*/ { id: 'cli.fault.must-be', message: '{member} must be {kind}' }

/** A fault of a fleet file in the reader's language. Names of members are those of the file. */
export function faultInWords(say: Say, sentence: string): string {
  if (say.language === 'en') return sentence
  const text = sentence.replace(/^the entry\b/, say(THE_ENTRY))
  const { member = '', kind = '' } = /^(?<member>.+?) must be (?<kind>.+)$/.exec(text)?.groups ?? {}
  const kindWords = KINDS[kind]
  return kindWords ? say(MUST_BE, { member, kind: say(kindWords) }) : translateSentence(say, text, FAULT_WORDS)
}
