import { readFileSync } from 'node:fs'
import { parser, type Changelog } from 'keep-a-changelog'

const FILE = new URL('../../CHANGELOG.md', import.meta.url)

/** CHANGELOG.md, read as Keep a Changelog has it. @throws where it is not. */
export const changelog = (): Changelog => parser(readFileSync(FILE, 'utf8'))
