import '../ui/table.css'
import '../ui/progress.css'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { InstanceForm } from '#contract/instance-settings.ts'
import { call } from '../call.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { useAllInstances } from '../shared/queries/all-instances.ts'
import { INSTANCES } from '../shared/queries/instances.ts'
import { useMay } from '../shared/queries/session.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { Button } from '../ui/button.tsx'
import { quantity } from '../ui/format.ts'
import { LinesField } from '../ui/lines-field.tsx'
import { Message } from '../ui/message.tsx'
import { StatusIcon } from '../ui/status-icon.tsx'
import { BatchRun } from './batch-run.tsx'
import { readFleetCsv, MOST_LINES, type FileFault, type FleetLine, type LineFault } from './read-fleet-csv.ts'
import { useBatch } from './use-batch.ts'

/** Adds many instances from a table, which is shown line by line before anything is written. */
export function ImportPage() {
  const { t } = useLingui()
  const mayAdd = useMay('administer')
  const up = (
    <Link key="instances" href="/instances">
      <Trans>Instances</Trans>
    </Link>
  )
  return (
    <Shell title={t`Add many instances`} breadcrumb={<Breadcrumb trail={[up]} here={t`Add many instances`} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconFileImport size={20} aria-hidden="true" /> <Trans>Add many instances</Trans>
          </h1>
        </header>
        {mayAdd ? (
          <ImportForm />
        ) : (
          <div className="lk-card-body">
            <WhoMay capability="administer" />
          </div>
        )}
      </div>
    </Shell>
  )
}

const EXAMPLE = 'name,id,services,glpi\nTown hall,town-hall,,https://glpi.example/'
const FAULTS_FIRST = 200

function ImportForm() {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const { data: instances } = useAllInstances()
  const taken = useMemo(() => new Set(instances?.map(({ id }) => id)), [instances])
  const [sent, setSent] = useState<string | null>(null)
  const work = useBatch<InstanceForm>(() => void client.invalidateQueries({ queryKey: INSTANCES }))
  const table = useMemo(() => readFleetCsv(text, taken), [text, taken])
  const good = table.lines.flatMap(({ form }) => form ?? [])
  // what was added is taken now: the preview would call it a fault
  const isSent = sent === text && text !== ''
  // what is wrong comes first; thousands of rows would burden the page
  const rows = table.lines
    .toSorted((one, other) => Number(one.form !== null) - Number(other.form !== null) || one.line - other.line)
    .slice(0, FAULTS_FIRST)

  function add() {
    setSent(text)
    void work.start({
      kind: 'add',
      items: good,
      act: async (form, signal) => {
        await call('newInstance.add', { body: form, signal })
        return undefined
      },
      onProgress: () => undefined,
    })
  }

  return (
    <>
      <LinesField
        label={t`Table (CSV)`}
        hint={t`The first line names the columns: name, and perhaps id, services (address of GLPI Network) and glpi (address of the GLPI). No keys and no passwords: they have their own fields, later.`}
        placeholder={EXAMPLE}
        translate="no"
        rows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
      >
        <button type="button" className="btn btn-link lk-btn-link" onClick={() => file.current?.click()}>
          <Trans>Choose a file</Trans>
        </button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/csv"
          aria-label={t`File with the table`}
          onChange={(event) => {
            void event.target.files?.[0]?.text().then(setText)
            // the same file again is a change too
            event.target.value = ''
          }}
        />
      </LinesField>
      {work.batch && <BatchRun batch={work.batch} onCancel={work.cancel} onClose={work.forget} />}
      {!isSent && text.trim() !== '' && table.fault !== null && (
        <Message tone="danger" title={i18n._(FILE_FAULT_WORDS[table.fault]())} />
      )}
      {!isSent && table.lines.length > 0 && (
        <>
          <Message
            tone={good.length === table.lines.length ? 'success' : 'warning'}
            title={
              <Trans>
                Can be added: {quantity(good.length)} of {quantity(table.lines.length)}
              </Trans>
            }
          >
            {table.ignored.length > 0 && (
              <p>
                <Trans>Columns that are not read: {table.ignored.join(', ')}</Trans>
              </p>
            )}
          </Message>
          <Preview rows={rows} />
          {rows.length < table.lines.length && (
            <p className="lk-card-body">
              <Trans>and {quantity(table.lines.length - rows.length)} more</Trans>
            </p>
          )}
        </>
      )}
      <div className="lk-actions lk-actions-bar">
        <span className="lk-spring" />
        {!isSent && good.length > 0 && (
          <Button
            variant="primary"
            busy={work.batch?.phase === 'running' || instances === undefined}
            icon={<IconPlus size={18} aria-hidden="true" />}
            onClick={add}
          >
            <Plural value={good.length} one="Add # instance" other="Add # instances" />
          </Button>
        )}
      </div>
    </>
  )
}

function Preview({ rows }: { rows: readonly FleetLine[] }) {
  const { i18n } = useLingui()
  return (
    <div className="lk-card-body lk-import">
      <table className="table lk-table">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Line</Trans>
            </th>
            <th scope="col">
              <Trans>Name</Trans>
            </th>
            <th scope="col">
              <Trans>Identifier</Trans>
            </th>
            <th scope="col">
              <Trans>Outcome</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, name, id, faults }) => (
            <tr key={line}>
              <td>{quantity(line)}</td>
              <td>{name}</td>
              <td>
                <code translate="no">{id}</code>
              </td>
              <td>
                {faults.length === 0 ? (
                  <>
                    <StatusIcon tone="success" /> <Trans>Will be added</Trans>
                  </>
                ) : (
                  <ul className="list-unstyled">
                    {faults.map((fault) => (
                      <li key={fault}>
                        <StatusIcon tone="danger" /> {i18n._(LINE_FAULT_WORDS[fault])}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const FILE_FAULT_WORDS: Record<FileFault, () => MessageDescriptor> = {
  empty: () => msg`There is no line to add.`,
  'no-name': () => msg`The first line must name the columns, one of them “name”.`,
  'secret-column': () => msg`A column is for a key or a password. Take it out: a table is no place for secrets.`,
  'too-many': () => msg`More than ${quantity(MOST_LINES)} lines at once are not accepted.`,
}

const LINE_FAULT_WORDS: Record<LineFault, MessageDescriptor> = {
  name: msg`Give it a name of at most 100 characters.`,
  id: msg`Use lower-case letters, digits and dashes, with a letter or digit at both ends.`,
  'id-taken': msg`Another instance already has this identifier.`,
  services: msg`Write a whole address, beginning with https:// or http://.`,
  glpi: msg`The address of the GLPI is none.`,
  secret: msg`This line holds a key or a password. It is not shown, and not read.`,
}
