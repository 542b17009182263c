import { readFile } from 'node:fs/promises'

const FILE =
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts'

/** Does this machine's hosts file name the host? A pin there goes on when the address changes. */
export async function isPinned(host: string, file = FILE): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const name = host.toLowerCase().replace(/\.$/, '')
  return text.split('\n').some((line) => {
    const [, ...names] = line.replace(/#.*/, '').toLowerCase().trim().split(/\s+/)
    return names.includes(name)
  })
}
