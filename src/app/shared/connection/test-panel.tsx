import { Trans, useLingui } from '@lingui/react/macro'
import type { Ref } from 'react'
import { chainsOf } from '#contract/diagnosis-links.ts'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { EvidenceList } from '../cause/evidence-list.tsx'
import { LazyCauseMeaning, LazyCauseNextStep, LazyCauseTitle } from '../cause/lazy.tsx'
import { Chains } from '../run/chain.tsx'
import { ProgressBar } from '../run/progress-bar.tsx'
import { FailureMessage } from '../failure-message.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Message } from '../../ui/message.tsx'
import { SnapshotList } from './snapshot-list.tsx'
import { isGood, type ConnectionTest } from './use-connection-test.ts'
import { useFormContext } from 'react-hook-form'
import type { Step } from '#domain/diagnosis.ts'
import { Button } from '../../ui/button.tsx'
import type { WithConnection } from './fields.ts'

const at = ({ evidence }: GlpiSnapshot) => ({ peer: 'glpi', errorCode: evidence?.errorCode }) as const

/** The test of a connection, step by step, and then what it saw. */
export function TestPanel({ test, progress }: { test: ConnectionTest; progress: Ref<HTMLDivElement> }) {
  const { t } = useLingui()
  const { run, isRunning, isCurrent, snapshot, error } = test
  if (run === null) return null
  const chains = chainsOf(run, isRunning)
  return (
    <section className="lk-test" aria-label={t`Test of the connection`}>
      {isRunning && (
        <ProgressBar
          ref={progress}
          name={t`Test of the connection`}
          chains={chains}
          onCancel={() => {
            test.cancel()
            announce(t`The test was cancelled.`)
          }}
        />
      )}
      {error && <FailureMessage error={error} />}
      {!isRunning && !isCurrent && (
        <Message tone="neutral" title={<Trans>The entries have changed since this test.</Trans>} />
      )}
      {!isRunning && snapshot && (
        <Message
          tone={isGood(snapshot) ? 'success' : 'warning'}
          title={
            snapshot.cause ? (
              <LazyCauseTitle code={snapshot.cause} {...at(snapshot)} />
            ) : isGood(snapshot) ? (
              <Trans>The connection works</Trans>
            ) : (
              <Trans>The connection works, but a key would not be stored</Trans>
            )
          }
        >
          {snapshot.cause && (
            <>
              <LazyCauseMeaning code={snapshot.cause} {...at(snapshot)} />
              <EvidenceList of={snapshot.evidence} />
              <LazyCauseNextStep code={snapshot.cause} {...at(snapshot)} />
              <PinCertificate steps={run.steps} />
            </>
          )}
        </Message>
      )}
      <Chains chains={chains} />
      {!isRunning && snapshot && <SnapshotList snapshot={snapshot} />}
    </section>
  )
}

/** A refused certificate may still be the right one: a person who knows its SHA-256 can pin it. */
function PinCertificate({ steps }: { steps: readonly Step[] }) {
  const { t } = useLingui()
  const { setValue } = useFormContext<WithConnection>()
  const shown = steps.find(({ route, cause, facts }) => route === 'glpi' && isOfTls(cause) && facts.certificate)
  const fingerprint = shown?.facts.certificate
  if (fingerprint === undefined) return null
  return (
    <>
      <p>
        <Trans>The server showed the certificate with this SHA-256:</Trans>{' '}
        <code className="lk-command">{spelt(fingerprint)}</code>
      </p>
      <p>
        <Trans>
          Compare it with the one on GLPI’s own server, for instance with openssl x509 -noout -fingerprint -sha256. Pin
          it only if they are the same.
        </Trans>
      </p>
      <Button
        onClick={() => {
          setValue('connection.tls.fingerprint', spelt(fingerprint), { shouldDirty: true })
          announce(t`The certificate is pinned in this form. Test the connection again.`)
        }}
      >
        <Trans>Pin this certificate</Trans>
      </Button>
    </>
  )
}

const isOfTls = (cause: Step['cause']): boolean => cause?.startsWith('tls-') ?? false

/** As openssl and browsers show it. */
const spelt = (fingerprint: string): string => (fingerprint.match(/../g) ?? []).join(':').toUpperCase()
