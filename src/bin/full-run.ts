/** `LATCHKEY_FULL=1` where every landing is checked; `npm run test:long` is more than that. `npm test` runs a sample of what is long. */
export const isFullRun = process.env['LATCHKEY_FULL'] === '1' || process.env['LATCHKEY_WHOLE'] === '1'

/** How many runs a test makes that shows the same many times: all of them in a full run. */
export const runsOf = ({ sample, all }: { sample: number; all: number }): number => (isFullRun ? all : sample)
