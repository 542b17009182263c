import { benchKeyText } from './key-text.ts'
import { benchStartUp } from './start-up.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

await benchKeyText(print)
await benchStartUp(print)
