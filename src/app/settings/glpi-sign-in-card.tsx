import { Trans, useLingui } from '@lingui/react/macro'
import { IconLogin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { GlpiSignInView } from '#contract/glpi-sign-in.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { RefusalMessage } from '../shared/refusal-message.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { GlpiSignInEditor } from './glpi-sign-in-editor.tsx'
import { glpiSignInQuery, useRemoveGlpiSignIn } from './glpi-sign-in-queries.ts'

/** Whether people sign in to Latchkey by the GLPI of this instance. */
export function GlpiSignInCard({ instance }: { instance: string }) {
  const { data: view, error, refetch } = useQuery(glpiSignInQuery(instance))
  const [isOpen, setOpen] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  return (
    <section className="lk-card" aria-labelledby="sign-in-by-glpi">
      <header className="lk-card-head">
        <h2 id="sign-in-by-glpi">
          <IconLogin size={20} aria-hidden="true" /> <Trans>Sign-in by this GLPI</Trans>
        </h2>
      </header>
      {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
      {!view && !error && <Loading />}
      {view?.isUnreadable && <RefusalMessage code="secret-unreadable" />}
      {view && (
        <div className="lk-card-body">
          <p>
            <Trans>
              People of this GLPI sign in to Latchkey with their own accounts. Whoever may update GLPI’s setup then
              administers all of this Latchkey, with every instance; whoever may read it sees all of it.
            </Trans>
          </p>
          {!isOpen && (
            <p>
              <State view={view} />
            </p>
          )}
        </div>
      )}
      {view && !isOpen && (
        <div className="lk-actions lk-actions-bar">
          <span className="lk-spring" />
          {(view.signIn || view.isUnreadable) && (
            <Button variant="danger" onClick={() => setRemoving(true)}>
              <Trans>Switch off…</Trans>
            </Button>
          )}
          <Button onClick={() => setOpen(true)}>{view.signIn ? <Trans>Change</Trans> : <Trans>Set up</Trans>}</Button>
        </div>
      )}
      {view && isOpen && <GlpiSignInEditor instance={instance} view={view} onDone={() => setOpen(false)} />}
      {isRemoving && <RemoveQuestion instance={instance} onClose={() => setRemoving(false)} />}
    </section>
  )
}

function State({ view: { signIn } }: { view: GlpiSignInView }) {
  if (!signIn) return <Trans>It is off: nobody signs in by this GLPI.</Trans>
  const address = <strong translate="no">{signIn.url}</strong>
  return signIn.method === 'oauth' ? (
    <Trans>It is on: people sign in on the page of {address}.</Trans>
  ) : (
    <Trans>It is on: people sign in with login and password of {address}.</Trans>
  )
}

function RemoveQuestion({ instance, onClose }: { instance: string; onClose: () => void }) {
  const { t } = useLingui()
  const remove = useRemoveGlpiSignIn(instance)
  return (
    <ConfirmDialog
      title={<Trans>Switch off the sign-in by this GLPI?</Trans>}
      onCancel={onClose}
      safe={{ label: <Trans>Leave it as it is</Trans>, onPress: onClose }}
      action={{
        label: <Trans>Switch off</Trans>,
        variant: 'danger',
        isBusy: remove.isPending,
        onPress: () =>
          remove.mutate(undefined, {
            onSuccess: () => {
              announce(t`It is off.`)
              onClose()
            },
          }),
      }}
      failure={remove.error && <FailureMessage error={remove.error} />}
    >
      <p>
        <Trans>Everybody who signed in by it is signed out at once. Sign-in links go on working.</Trans>
      </p>
    </ConfirmDialog>
  )
}
