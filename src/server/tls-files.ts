import { createHash, X509Certificate } from 'node:crypto'
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createSecureContext, type Server } from 'node:tls'
import { SettingsError, type ServerSettings } from './settings.ts'

type TlsFiles = NonNullable<ServerSettings['tls']>
type Pair = typeof TLS_OPTIONS & { cert: Buffer; key: Buffer }

/** Whatever Node's own options say: TLS 1.2 with forward secrecy and authenticated encryption, or later. */
const TLS_OPTIONS = {
  minVersion: 'TLSv1.2',
  ciphers: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE+AESGCM:ECDHE+CHACHA20',
} as const

/** Our own certificate, read again when its files change. */
export type TlsCertificate = {
  pair: Pair
  /** Whether it is for this name. */
  isFor(name: string): boolean
  /** Gives `server` each new pair. What cannot be used is told to `complain`, and the last one stays. @returns how to end it. */
  follow(server: Server, complain: (sentence: string) => void): () => void
}

/** Certificate and key are replaced one after the other, and a name may be moved twice for each. */
const SETTLED_MS = 500

/** @throws SettingsError when they cannot be read, or do not belong together. */
export async function readTlsFiles(files: TlsFiles): Promise<TlsCertificate> {
  let pair = await readPair(files)
  let certificate = new X509Certificate(pair.cert)

  async function readAgain(server: Server): Promise<void> {
    const next = await readPair(files)
    if (digestOf(next) === digestOf(pair)) return
    server.setSecureContext(next)
    pair = next
    certificate = new X509Certificate(next.cert)
  }

  return {
    pair,
    isFor: (name) => certificate.checkHost(name) !== undefined,
    follow(server, complain) {
      let timer: NodeJS.Timeout | undefined
      const look = () =>
        void readAgain(server).catch((error: unknown) =>
          complain(error instanceof Error ? error.message : 'the certificate cannot be read'),
        )
      const settle = () => {
        clearTimeout(timer)
        timer = setTimeout(look, SETTLED_MS)
      }
      // the folders, because a file that is replaced by another one is watched no more
      const watchers = [...new Set([files.certificate, files.key].map((file) => dirname(file)))].map((folder) =>
        watch(folder, { persistent: false }, settle),
      )
      return () => {
        clearTimeout(timer)
        for (const watcher of watchers) watcher.close()
      }
    },
  }
}

async function readPair({ certificate, key }: TlsFiles): Promise<Pair> {
  const [cert, secret] = await Promise.all([
    readSetting('LATCHKEY_TLS_CERT', certificate),
    readSetting('LATCHKEY_TLS_KEY', key),
  ])
  try {
    createSecureContext({ cert, key: secret })
  } catch {
    throw new SettingsError(
      'LATCHKEY_TLS_CERT and LATCHKEY_TLS_KEY are no certificate and its private key, both in PEM.',
    )
  }
  return { ...TLS_OPTIONS, cert, key: secret }
}

const readSetting = (name: string, path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(`The file in ${name} cannot be read (${error.code ?? 'unknown'}).`)
  })

const digestOf = ({ cert, key }: Pair): string => createHash('sha256').update(cert).update(key).digest('hex')
