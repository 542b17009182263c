import { text } from 'node:stream/consumers'
import { glpiTab, type Question } from './glpi-like.ts'

/** `glpi-like.ts` as a process of its own, for a clock of its own: the question comes on stdin, what is shown goes to stdout. */
const question: Question = JSON.parse(await text(process.stdin))
process.stdout.write(JSON.stringify(await glpiTab(question)))
