import { version } from '../../package.json'

/** What the build puts here: `builtFrom` of src/bin/commit.ts. Not there in a unit test. */
declare const LATCHKEY_COMMIT: string | null

const commit = typeof LATCHKEY_COMMIT === 'undefined' ? null : LATCHKEY_COMMIT

/** What `--version` prints. Programs read it, so that it is the same in every language: the version is the first word. */
export const versionLineOf = (builtFrom: string | null): string =>
  `${version} (commit ${builtFrom === null ? 'unknown' : builtFrom.replace(/^([0-9a-f]{12})[0-9a-f]*/, '$1')})`

export const VERSION_LINE = versionLineOf(commit)
