import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

/** Of an image, as Docker writes it. */
export type ImageConfig = {
  User: string
  Env: string[]
  Entrypoint: string[]
  Cmd: string[]
  StopSignal: string
  Volumes: Record<string, unknown>
  ExposedPorts: Record<string, unknown>
  Healthcheck: { Test: string[] }
}

const isOnPath = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

/** Why no image can be built here; null where one can. */
export function whyNoImage(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux'
  const missing = ['buildah', 'unshare', 'setpriv', 'chroot'].filter((name) => !isOnPath(name))
  return missing.length > 0 ? `not here: ${missing.join(', ')}` : null
}

/**
 * The image of the Containerfile as it stands, built without a registry of images: its first stage begins with this machine's own Node
 * and C library, and finds the installed packages and the build of the checkout in their places.
 */
export class BuiltImage {
  readonly #folder: string
  readonly #checkout: string
  readonly #running = new Set<ChildProcess>()
  /** Its root, mounted. */
  root = ''
  config: ImageConfig = {
    User: '',
    Env: [],
    Entrypoint: [],
    Cmd: [],
    StopSignal: '',
    Volumes: {},
    ExposedPorts: {},
    Healthcheck: { Test: [] },
  }

  private constructor(folder: string, checkout: string) {
    this.#folder = folder
    this.#checkout = checkout
  }

  /**
   * @param folder a new one, on a disk with a gigabyte of room.
   * @param checkout where `npm run package` has run: what it built is taken as it is.
   */
  static async build(folder: string, checkout: string): Promise<BuiltImage> {
    const image = new BuiltImage(folder, checkout)
    rmSync(folder, { recursive: true, force: true })
    const base = join(folder, 'base')
    mkdirSync(base, { recursive: true })
    await image.#run(process.execPath, 'src/packaging/container/root.mjs', base)
    const from = join(folder, 'Containerfile')
    writeFileSync(from, 'FROM scratch\nCOPY / /\n')
    await image.#build('--tag', 'localhost/node-here', '--file', from, base)
    rmSync(base, { recursive: true })
    await image.#build(
      ...['node_modules', 'dist'].map((name) => `--volume=${join(checkout, name)}:/latchkey/${name}:ro`),
      '--build-arg=NODE_IMAGE=localhost/node-here',
      '--tag=localhost/latchkey',
      '--file=src/packaging/container/Containerfile',
      '.',
    )
    const container = (await image.#buildah('from', '--pull-never', 'localhost/latchkey')).trim()
    image.config = JSON.parse(await image.#buildah('inspect', '--type', 'image', 'localhost/latchkey')).Docker.config
    image.root = (await image.#buildah('mount', container)).trim()
    return image
  }

  /** Without blocking, because the runner of the tests wants to be heard meanwhile. @returns what it printed. */
  async #run(command: string, ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(command, args, { cwd: this.#checkout, maxBuffer: 2 ** 26 })
    return stdout
  }

  /** With nothing of this machine's own images. */
  #buildah = (...args: string[]): Promise<string> =>
    this.#run(
      'buildah',
      '--root',
      join(this.#folder, 'images'),
      '--runroot',
      join(this.#folder, 'run'),
      '--storage-driver',
      'vfs',
      ...args,
    )

  #build = (...args: string[]): Promise<string> =>
    this.#buildah('bud', '--isolation', 'chroot', '--pull-never', '--format', 'docker', '--timestamp', '0', ...args)

  /** The settings of the image, and others. */
  #env = (env: Record<string, string>): Record<string, string> => ({
    ...Object.fromEntries(this.config.Env.map((entry) => /^(\w+)=(.*)$/s.exec(entry)?.slice(1) ?? [])),
    ...env,
  })

  /**
   * Starts a program in the image as a runtime of containers does: as its user, without any right beyond that, as process 1 of its own,
   * with a root that nobody can write into. The network is this machine's.
   * @param data the folder that is mounted as its volume.
   */
  start(command: readonly string[], data: string, env: Record<string, string> = {}) {
    const [uid = '', gid = ''] = this.config.User.split(':')
    // what a runtime mounts; the folders are its own
    for (const name of ['proc', 'dev']) mkdirSync(join(this.root, name), { recursive: true })
    const script = `set -e
      mount --bind "$ROOT" "$ROOT"
      mount --bind /dev "$ROOT/dev"
      mount -t proc proc "$ROOT/proc"
      mount --bind "$DATA" "$ROOT${Object.keys(this.config.Volumes)[0]}"
      mount -o remount,bind,ro "$ROOT"
      exec env -i ${Object.keys(this.#env(env))
        .map((name) => `${name}="$${name}"`)
        .join(' ')} setpriv --no-new-privs chroot --userspec=${uid}:${gid} "$ROOT" "$@"`
    const child = spawn(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'sh', ...command],
      {
        env: { PATH: process.env['PATH'], ...this.#env(env), ROOT: this.root, DATA: data },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    this.#running.add(child)
    void child.once('exit', () => this.#running.delete(child))
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([code, out, err]) => ({
      code,
      out,
      err,
    }))
    return {
      child,
      ended,
      /** To the program itself, which is the child of what made its namespaces. */
      stop: () =>
        void process.kill(
          Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()),
          'SIGTERM',
        ),
    }
  }

  /** Ends what still runs, as after a test that failed. What it ran as process 1 ends with it, and all its children. */
  async stopAll(): Promise<void> {
    const ending = [...this.#running].map((child) => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      return ended
    })
    await Promise.all(ending)
  }

  async close(): Promise<void> {
    await this.#buildah('umount', '--all')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
