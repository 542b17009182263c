import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState, type ComponentProps, type DragEvent, type ReactNode } from 'react'
import type { KeyEdit } from '#domain/key.ts'
import { quantity } from '../../ui/format.ts'
import { LazyHighlightedCopy, loadInspector } from './inspector.ts'
import { encodingOf, MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'
import { useAfterPress } from '../../ui/use-after-press.ts'

export type BoxRefusal = 'text-too-long' | 'file-unreadable'

/** What the box does not even take in. */
export const BOX_REFUSAL_WORDS: Record<BoxRefusal, () => MessageDescriptor> = {
  'text-too-long': () =>
    msg`More than ${quantity(MAX_PASTE_CHARACTERS)} characters (1 MiB) are not accepted. A registration key is far shorter.`,
  'file-unreadable': () => msg`The file could not be read.`,
}

type Props = {
  field: ComponentProps<'textarea'>
  text: string
  /** The text that the edits are of. */
  inspected: string
  edits: KeyEdit[]
  onText: (text: string) => void
  onRefused: (why: BoxRefusal) => void
  /** What there is to say of the text: right under the box. */
  children: ReactNode
  /** Links beside its buttons. */
  links?: ReactNode
}

const PASTES = new Set(['insertFromPaste', 'insertFromDrop', 'insertReplacementText'])
/** Whether a text came as a whole, from elsewhere. */
export const isPaste = (event: Event) => event instanceof InputEvent && PASTES.has(event.inputType)
const caretKeys = /^(Arrow|Home|End|Page)/

/**
 * Takes paste, drop and file. The textarea is always there; what was taken out is drawn over it until the person turns
 * to the text itself, because labels for invisible characters could never keep step with a caret.
 */
export function EntryBox({ field, text, inspected, edits, onText, onRefused, children, links }: Props) {
  const { t } = useLingui()
  const [isEditing, setEditing] = useState(false)
  const [isOver, setOver] = useState(false)
  /** What was there before *Clear*: in memory, and gone with the page. */
  const [cleared, setCleared] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const afterPress = useAfterPress()
  const isMarked = edits.length > 0 && !isEditing

  async function take(dropped: File | undefined) {
    if (!dropped) return
    const read = await readDroppedFile(dropped)
    if ('refused' in read) return onRefused(read.refused)
    setEditing(false)
    onText(read.text)
  }

  function drop(event: DragEvent) {
    setOver(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }

  return (
    <>
      <div
        className="lk-box"
        data-marked={isMarked}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <textarea
          {...field}
          className="form-control lk-box-text"
          translate="no"
          rows={6}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          placeholder={t`Paste the key here, with whatever came with it, or drop a file`}
          onPaste={(event) => {
            // refused before the browser lays out what may be gigabytes
            if (event.clipboardData.getData('text/plain').length <= MAX_PASTE_CHARACTERS) return
            event.preventDefault()
            onRefused('text-too-long')
          }}
          onInput={({ nativeEvent }) => setEditing(!isPaste(nativeEvent))}
          onPointerDown={() => setEditing(true)}
          onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
            if (caretKeys.test(key)) setEditing(true)
            // as a press on the button: while it is busy it takes none
            if (key === 'Enter' && (ctrlKey || metaKey))
              currentTarget.form?.querySelector<HTMLElement>('[type=submit]')?.click()
          }}
          onBlur={() => afterPress(() => setEditing(false))}
        />
        <LoadingBoundary fallback={<div className="lk-marked" />}>
          {isMarked && <LazyHighlightedCopy text={inspected} edits={edits} />}
        </LoadingBoundary>
      </div>
      {children}
      <div className="lk-box-tools">
        <button type="button" className="btn btn-link lk-btn-link" onClick={() => file.current?.click()}>
          <Trans>Choose a file</Trans>
        </button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t`File with the registration key`}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // the same file again is a change too
            event.target.value = ''
          }}
        />
        {(text || cleared) && (
          <button
            type="button"
            className="btn btn-link lk-btn-link"
            onClick={() => {
              setCleared(text)
              onText(text ? '' : cleared)
            }}
          >
            {text ? <Trans>Clear</Trans> : <Trans>Undo</Trans>}
          </button>
        )}
        {links}
      </div>
    </>
  )
}

type FileText = { text: string } | { refused: 'text-too-long' | 'file-unreadable' }

/** Enough of a large file to tell what it is. */
const HEAD = 16_384

/** Reads a file as bytes: a key saved by Notepad may be UTF-16, and `glpicrypt.key` is no text at all. */
async function readDroppedFile(file: File): Promise<FileText> {
  const isLarge = file.size > MAX_PASTE_CHARACTERS
  try {
    const bytes = new Uint8Array(await (isLarge ? file.slice(0, HEAD) : file).arrayBuffer())
    const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
    if (!isLarge) return { text }
    // a picture or a document is named, whatever its size
    const { fileKindOf } = await loadInspector()
    return fileKindOf(text) === null ? { refused: 'text-too-long' } : { text }
  } catch {
    return { refused: 'file-unreadable' }
  }
}
