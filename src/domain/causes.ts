// the codes have a file of their own: every reply is parsed with them, and the page that does so loads no words for it
export { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
