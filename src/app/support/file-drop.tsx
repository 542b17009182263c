import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'

/** Takes one file, chosen or dropped. A native file field does both; the frame around it is a larger target. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLingui()
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
        <Trans>Drop the caller’s report here (the JSON file), or choose it:</Trans>
      </p>
      <input
        type="file"
        className="form-control"
        accept=".json,application/json"
        aria-label={t`Report file`}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          // the same file again is a choice too
          event.target.value = ''
        }}
      />
      <p className="text-secondary">
        <Trans>It is read in this browser only. Nothing is uploaded or stored.</Trans>
      </p>
    </div>
  )
}
