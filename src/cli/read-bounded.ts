/** Larger than any file that a command takes; a device has no end at all. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * All of a stream, which is closed as soon as there is more than that.
 * @throws an error with the code EFBIG then.
 */
export async function readBounded(stream: AsyncIterable<Uint8Array>, most = MOST_BYTES): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size > most) throw Object.assign(new Error(`more than ${most} bytes`), { code: 'EFBIG' })
  }
  return Buffer.concat(chunks)
}
