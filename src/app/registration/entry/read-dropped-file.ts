import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import { encodingOf } from '#domain/text-encoding.ts'

import { loadInspector } from './inspector.ts'

export type FileText = { text: string } | { refused: 'text-too-long' | 'file-unreadable' }

/** Enough of a large file to tell what it is. */
const HEAD = 16_384

/** Reads a file as bytes: a key saved by Notepad may be UTF-16, and `glpicrypt.key` is no text at all. */
export async function readDroppedFile(file: File): Promise<FileText> {
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
