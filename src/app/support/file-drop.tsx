import { Trans, useLingui } from '@lingui/react/macro'
import { IconFileSearch } from '@tabler/icons-react'
import { useId, useState } from 'react'

/** Takes one file, chosen or dropped. The field itself is hidden: a browser says “No file chosen” in its own language. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLingui()
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    <div
      className="lk-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      <p>
        <Trans>Or drop the caller’s report here, the JSON file.</Trans>
      </p>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept=".json,application/json"
        aria-label={t`Report file`}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          // the same file again is a choice too
          event.target.value = ''
        }}
      />
      <label className="btn" htmlFor={id}>
        <IconFileSearch size={18} aria-hidden="true" /> <Trans>Choose a report</Trans>
      </label>
      <p className="text-secondary">
        <Trans>It is read in this browser only. Nothing is uploaded or stored.</Trans>
      </p>
    </div>
  )
}
