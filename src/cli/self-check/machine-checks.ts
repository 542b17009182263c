import { X509Certificate } from 'node:crypto'
import { userInfo } from 'node:os'
import { readFileSync } from 'node:fs'
import { ownerBeside, holderOf } from '#server/self-check.ts'
import { SettingsError, type ServerSettings } from '#server/settings.ts'
import { engines } from '../../../package.json'
import { listenAt } from '../commands/listen.ts'
import { EXIT } from '../exit.ts'
import { found, refusedBy, type CheckFinding } from './finding.ts'
import { ownerOfPort } from './port-owner.ts'

const LEAST_NODE = engines.node.replace(/^>=/, '')

/** @param version as `process.versions.node` has it. */
export function checkNode(version: string): CheckFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number)
  const isGood = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isGood
    ? found('node', true, 'node-good', { version })
    : found('node', false, 'node-old', { version, least: LEAST_NODE }, { exit: EXIT.unexpected })
}

/** Who looks: another user sees other things than the service does. */
export function checkUser(dataFolder: string): CheckFinding {
  const owner = ownerBeside(dataFolder)
  const user = nameOfUser(process.geteuid?.() ?? null)
  return owner === null
    ? found('user', true, 'user', { user })
    : found('user', null, 'user-other', { user, owner: nameOfUser(owner) })
}

/** As /etc/passwd names it; its number where that is not known. */
function nameOfUser(uid: number | null): string {
  if (uid === null) return userInfo().username
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.split(':')[2] === String(uid))
    return line?.split(':')[0] ?? String(uid)
  } catch {
    return String(uid)
  }
}

/** A certificate that ends sooner is to be renewed now. */
const ENDS_SOON_DAYS = 14
const DAY = 86_400_000

export async function checkTls({ tls }: Pick<ServerSettings, 'tls'>, now: number): Promise<CheckFinding> {
  if (tls === null) return found('tls', true, 'tls-none')
  try {
    const { readTlsFiles } = await import('#server/tls-files.ts')
    const { pair } = await readTlsFiles(tls)
    const { validFrom, validTo } = new X509Certificate(pair.cert)
    const [from, to] = [Date.parse(validFrom), Date.parse(validTo)]
    const say = (isGood: boolean, word: 'tls-good' | 'tls-ending' | 'tls-ended' | 'tls-not-yet', at: number) =>
      found('tls', isGood, word, { path: tls.certificate, date: new Date(at).toISOString().slice(0, 10) })
    if (now < from) return say(false, 'tls-not-yet', from)
    if (now >= to) return say(false, 'tls-ended', to)
    return to - now < ENDS_SOON_DAYS * DAY ? say(false, 'tls-ending', to) : say(true, 'tls-good', to)
  } catch (error) {
    return refusedBy('tls', error)
  }
}

type Place = { host: string; port: number; setting: 'LATCHKEY_PORT' | 'LATCHKEY_SANDBOX' }

/** Whether it can be listened on. The gateway of the same data folder may have it already. */
export async function checkPort(
  check: 'port' | 'sandbox',
  { host, port, setting }: Place,
  dataFolder: string,
): Promise<CheckFinding> {
  try {
    const listener = await listenAt({ host, port })
    await listener.close()
    return port === 0 ? found(check, true, 'port-any') : found(check, true, 'port-free', { port: String(port) })
  } catch (error) {
    if (!isTaken(error)) return refusedBy(check, error)
    const [owner, holder] = [ownerOfPort(port), runningAt(dataFolder)]
    // what belongs to others cannot be seen: then the lock of the folder says that it runs
    if (holder !== null && (owner === null || owner.pid === holder))
      return found(check, true, 'port-ours', { port: String(port), pid: String(holder) })
    // the sentence names another Latchkey
    if (owner === null || error.message.startsWith('Latchkey itself')) return refusedBy(check, error)
    const { pid, program } = owner
    return found(check, false, 'port-taken', { port: String(port), program, pid: String(pid), setting })
  }
}

const isTaken = (error: unknown): error is SettingsError =>
  error instanceof SettingsError && Object(error.cause).code === 'EADDRINUSE'

/** The process of the gateway that has this folder. */
function runningAt(dataFolder: string): number | null {
  try {
    return holderOf(dataFolder)?.pid ?? null
  } catch {
    // a folder that this user may not look into
    return null
  }
}
