import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { formatOffset, formatDays } from '../run/measures.ts'
import type { Tone } from '../../ui/tone.ts'

/** The member of GlpiSnapshot that each is read from. */
export const FIELDS = {
  version: 'version',
  mode: 'installMode',
  rights: 'rights',
  stored: 'storage',
  'crypt-key': 'cryptKey',
  proxy: 'proxy',
  clock: 'clockOffsetSeconds',
  directory: 'directoryWritable',
  replace: 'replacePlugins',
} as const satisfies Record<string, keyof GlpiSnapshot>

/** One fact about a GLPI. null: unknown with the configured methods. */
export type SnapshotRow = { id: keyof typeof FIELDS; name: ReactNode; seen: { tone: Tone; words: ReactNode } | null }

/** A clock that is off by less changes nothing that GLPI counts. */
const RIGHT_WITHIN_SECONDS = 60

export function snapshotRowsOf(seen: GlpiSnapshot): SnapshotRow[] {
  const { version, installMode, cryptKey, proxy, directoryWritable } = seen
  return [
    { id: 'version', name: <Trans>Version</Trans>, seen: version === null ? null : good(`GLPI ${version}`) },
    {
      id: 'mode',
      name: <Trans>Installed as</Trans>,
      seen: installMode === null ? null : plain(<code translate="no">{installMode}</code>),
    },
    { id: 'rights', name: <Trans>Rights</Trans>, seen: rightsOf(seen) },
    { id: 'stored', name: <Trans>Stored key</Trans>, seen: storedOf(seen) },
    {
      id: 'crypt-key',
      name: <Trans>Encryption file</Trans>,
      seen:
        cryptKey &&
        (cryptKey === 'sound'
          ? good(<Trans>there, and GLPI can use it</Trans>)
          : bad(<Trans>missing: GLPI stores every key blank until it is back</Trans>)),
    },
    {
      id: 'proxy',
      name: <Trans>Proxy</Trans>,
      seen:
        proxy === null
          ? null
          : proxy === false
            ? plain(<Trans>none is set in GLPI</Trans>)
            : plain(
                seen.proxyUsed ? (
                  <Trans>{proxy}, which Latchkey’s checks go through as well</Trans>
                ) : (
                  <Trans>{proxy}; Latchkey’s own checks do not go through it</Trans>
                ),
              ),
    },
    { id: 'clock', name: <Trans>Clock</Trans>, seen: clockOf(seen) },
    {
      id: 'directory',
      name: <Trans>Marketplace folder</Trans>,
      seen:
        directoryWritable === null
          ? null
          : directoryWritable
            ? good(<Trans>GLPI can write to it</Trans>)
            : bad(<Trans>GLPI cannot write to it</Trans>),
    },
    { id: 'replace', name: <Trans>Plugin page</Trans>, seen: replaceOf(seen) },
  ]
}

const good = (words: ReactNode) => ({ tone: 'success', words }) as const
/** Neither good nor bad, and known: what is not known is drawn as neutral. */
const plain = (words: ReactNode) => ({ tone: 'info', words }) as const
const bad = (words: ReactNode) => ({ tone: 'danger', words }) as const

function rightsOf({ rights }: GlpiSnapshot): SnapshotRow['seen'] {
  if (rights === null) return null
  if (rights.update) return good(<Trans>the account may change the setup</Trans>)
  if (rights.read) return bad(<Trans>the account may see the setup, not change it</Trans>)
  return bad(<Trans>the account may neither see nor change the setup</Trans>)
}

const STORED: Record<GlpiSnapshot['storage'], SnapshotRow['seen']> = {
  proven: good(<Trans>the one that Latchkey has</Trans>),
  accepted: { tone: 'warning', words: <Trans>accepted; not proven</Trans> },
  blank: { tone: 'warning', words: <Trans>an empty value: the key was removed, or could not be encrypted</Trans> },
  unreadable: bad(<Trans>one that GLPI cannot read</Trans>),
  none: plain(<Trans>none</Trans>),
  unknown: null,
}

const storedOf = ({ storage, holdsAnother }: GlpiSnapshot): SnapshotRow['seen'] =>
  holdsAnother
    ? { tone: 'warning', words: <Trans>a key that Latchkey does not have for this GLPI</Trans> }
    : STORED[storage]

function clockOf({ clockOffsetSeconds: seconds }: GlpiSnapshot): SnapshotRow['seen'] {
  if (seconds === null) return null
  if (Math.abs(seconds) < RIGHT_WITHIN_SECONDS) return good(<Trans>right ({formatOffset(seconds)})</Trans>)
  const size = formatDays(seconds)
  return {
    tone: 'warning',
    words: seconds > 0 ? <Trans>{size} ahead of this server</Trans> : <Trans>{size} behind this server</Trans>,
  }
}

function replaceOf({ replacePlugins }: GlpiSnapshot): SnapshotRow['seen'] {
  if (replacePlugins === null) return null
  const words = {
    1: <Trans>GLPI asks before the marketplace replaces it</Trans>,
    2: <Trans>the marketplace replaces it</Trans>,
    3: <Trans>the marketplace never replaces it</Trans>,
  }
  return plain(words[replacePlugins])
}
