import { Plural, Trans } from '@lingui/react/macro'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Instance, Registration } from '#contract/panel.ts'
import { call } from '../call.ts'
import { notifyOtherWindows } from '../shared/other-windows.ts'
import { changeInstances, showInList } from '../shared/queries/instances.ts'
import { useMay } from '../shared/queries/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { quantity } from '../ui/format.ts'
import { BatchRun } from './batch-run.tsx'
import { useBatch } from './use-batch.ts'

type Props = {
  /** Those that are shown as well: what the filter hides is left alone. */
  chosen: readonly Instance[]
  shown: number
  onChooseShown: (isChosen: boolean) => void
}

/** What can be done with the rows that are chosen. */
export function ChosenBar({ chosen, shown, onChooseShown }: Props) {
  const mayRemove = useMay('administer')
  const mayCheck = useMay('changeKeys')
  const client = useQueryClient()
  const bar = useRef<HTMLDivElement>(null)
  const [isAsking, setAsking] = useState(false)
  // the button to cancel goes, and the focus must not go with it
  const work = useBatch<Instance>(() => bar.current?.focus())
  const isRunning = work.batch?.phase === 'running'
  const withKey = chosen.filter(({ state }) => state !== 'none' && state !== 'managed')
  const removable = chosen.filter(({ sandbox }) => !sandbox)

  function check() {
    let answers: Registration[] = []
    void work.start({
      kind: 'check',
      items: withKey,
      act: async ({ id }, signal) => {
        const reply = await call('registration.refresh', { params: { id }, signal })
        answers.push(reply)
        const isChecked = reply.vendor.verdict !== 'no-answer' && reply.freshness.source !== 'remembered'
        return isChecked ? undefined : reply.vendor.cause
      },
      onProgress: () => {
        if (answers.length > 0) showInList(client, answers)
        answers = []
      },
    })
  }

  function remove() {
    setAsking(false)
    const removed = new Set<string>()
    void work.start({
      kind: 'remove',
      items: removable,
      act: async ({ id }) => {
        const { revision } = await call('settings.get', { params: { id } })
        await call('instances.remove', { params: { id }, revision })
        removed.add(id)
        notifyOtherWindows(id)
        client.removeQueries({ queryKey: ['instance', id] })
        return undefined
      },
      onProgress: () => {
        if (removed.size > 0) changeInstances(client, (known) => known.filter(({ id }) => !removed.has(id)))
      },
    })
  }

  return (
    <>
      {chosen.length > 0 && (
        <div ref={bar} tabIndex={-1} className="lk-chosen">
          <output>
            <Plural value={chosen.length} one="# chosen" other="# chosen" />
          </output>
          {chosen.length < shown && (
            <Button variant="link" onClick={() => onChooseShown(true)}>
              <Plural value={shown} one="Choose all #" other="Choose all #" />
            </Button>
          )}
          <Button variant="link" onClick={() => onChooseShown(false)}>
            <Trans>Choose none</Trans>
          </Button>
          <span className="lk-spring" />
          {mayCheck && withKey.length > 0 && (
            <Button busy={isRunning} icon={<IconRefresh size={18} aria-hidden="true" />} onClick={check}>
              <Trans>Check now</Trans>
            </Button>
          )}
          {mayRemove && removable.length > 0 && (
            <Button busy={isRunning} icon={<IconTrash size={18} aria-hidden="true" />} onClick={() => setAsking(true)}>
              <Trans>Remove…</Trans>
            </Button>
          )}
        </div>
      )}
      {work.batch && <BatchRun batch={work.batch} onCancel={work.cancel} onClose={work.forget} />}
      {isAsking && <RemoveChosen chosen={removable} onCancel={() => setAsking(false)} onRemove={remove} />}
    </>
  )
}

const MOST_NAMED = 5

type RemoveChosenProps = { chosen: readonly Instance[]; onCancel: () => void; onRemove: () => void }

function RemoveChosen({ chosen, onCancel, onRemove }: RemoveChosenProps) {
  const more = chosen.length - MOST_NAMED
  return (
    <ConfirmDialog
      title={<Plural value={chosen.length} one="Remove # instance?" other="Remove # instances?" />}
      onCancel={onCancel}
      safe={{ label: <Trans>Keep them</Trans>, onPress: onCancel }}
      // it closes at once: progress and failures are shown above the list
      action={{ label: <Trans>Remove for good</Trans>, variant: 'danger', isBusy: false, onPress: onRemove }}
      failure={null}
    >
      <ul>
        {chosen.slice(0, MOST_NAMED).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
        {more > 0 && (
          <li>
            <Trans>and {quantity(more)} more</Trans>
          </li>
        )}
      </ul>
      <p>
        <Trans>
          Latchkey forgets their keys, their former keys, their connections and their history. This cannot be undone.
          The keys that are in GLPI stay there.
        </Trans>
      </p>
    </ConfirmDialog>
  )
}
