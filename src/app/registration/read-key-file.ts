import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import { encodingOf } from '#domain/text-encoding.ts'

export type FileText = { text: string } | { refused: 'text-too-long' | 'file-unreadable' }

/** Reads a file as bytes: a key saved by Notepad may be UTF-16, and `glpicrypt.key` is no text at all. */
export async function readKeyFile(file: File): Promise<FileText> {
  if (file.size > MAX_PASTE_CHARACTERS) return { refused: 'text-too-long' }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    return { text: new TextDecoder(encodingOf(bytes)).decode(bytes) }
  } catch {
    return { refused: 'file-unreadable' }
  }
}
