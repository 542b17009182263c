import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { onPath } from '../../bin/peers.mjs'

/**
 * A copy of this Debian that its own systemd runs: in namespaces, on an overlay in memory, without a network. What is done in it changes
 * nothing outside.
 */
export type WholeMachine = {
  /** Runs a program as root in it. */
  run(command: string, ...args: string[]): { status: number | null; output: string }
  /** Everything in it is killed with it. */
  stop(): void
}

/** Why there can be none here; null where there can. */
export function whyNoMachine(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'not root on Linux'
  if (!existsSync('/usr/bin/dpkg')) return 'not Debian'
  if (!existsSync(SYSTEMD)) return 'systemd is not installed'
  if (onPath('unshare') === undefined || onPath('nsenter') === undefined) return 'util-linux is not installed'
  const { status, stderr } = spawnSync(
    'unshare',
    ['--mount', '--pid', '--fork', '--net', '--cgroup', 'sh', '-ec', ROOT],
    {
      encoding: 'utf8',
    },
  )
  return status === 0 ? null : `no overlay in a namespace: ${stderr.trim()}`
}

const SYSTEMD = '/lib/systemd/systemd'

/** The copy of `/`, with its own devices and control groups. It is on a mount of its own, which goes with the namespace. */
const ROOT = `
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
cd /mnt/root
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
for each in run tmp dev; do mount -t tmpfs tmpfs $each; done
for each in null zero full random urandom tty; do touch dev/$each; mount --bind /dev/$each dev/$each; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs tmpfs dev/shm
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 sys/fs/cgroup
else
  mount -t tmpfs tmpfs sys/fs/cgroup
  mkdir sys/fs/cgroup/systemd sys/fs/cgroup/unified
  mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
  mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
fi
`

/** Its services are those of a machine that has just been started, and no other of this one. */
const BOOT = `${ROOT}
printf '[Unit]\\nRequires=sysinit.target basic.target\\n' > etc/systemd/system/latchkey-test.target
# images of containers have a rule that nothing is started
rm -f usr/sbin/policy-rc.d
mkdir packages
mount --bind "$1" packages
mkdir outside
pivot_root . outside
umount -l outside
# as the first process of a machine makes it: what is mounted for a service reaches its namespace
mount --make-rshared /
exec env -i container=latchkey-test PATH=/usr/sbin:/usr/bin:/sbin:/bin ${SYSTEMD} --system --unit=latchkey-test.target
`

/** @param packages a folder of this machine, which is `/packages` in the copy */
export async function bootMachine(packages: string): Promise<WholeMachine> {
  const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--net', '--cgroup']
  const outer = spawn('unshare', [...namespaces, '--fork', '--kill-child', 'sh', '-ec', BOOT, 'sh', packages], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  outer.stderr.on('data', (text) => (complaint += String(text)))
  const machine: WholeMachine = {
    run(command, ...args) {
      const enter = ['--target', String(firstProcess(outer)), '--all', '--root', '--wdns=/']
      const { status, stdout, stderr } = spawnSync('nsenter', [...enter, command, ...args], {
        encoding: 'utf8',
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
      })
      return { status, output: `${stdout}${stderr}` }
    },
    stop: () => void outer.kill('SIGKILL'),
  }
  for (;;) {
    if (outer.exitCode !== null) throw new Error(`The copy of this machine did not start: ${complaint}`)
    // it answers once it listens to what it is asked
    if (firstProcess(outer) !== undefined && machine.run('systemctl', 'is-active', 'basic.target').status === 0)
      return machine
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** undefined before it is there, and after its end. */
function firstProcess({ pid }: ChildProcess): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0] || undefined
  } catch {
    return undefined
  }
}
