/** The words before a command that is to run as another user of this machine, in no group but its own; for root alone. */
export const asUser = (uid: number): string[] => [process.execPath, '-e', PROGRAM, String(uid)]

const PROGRAM = `
  const [uid, ...words] = process.argv.slice(1)
  process.setgroups([Number(uid)])
  process.setgid(Number(uid))
  process.setuid(Number(uid))
  const { status } = require('node:child_process').spawnSync(words[0], words.slice(1), { stdio: 'inherit', cwd: '/' })
  process.exitCode = status ?? 1
`
