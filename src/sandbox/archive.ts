import { gzipSync } from 'node:zlib'

const BLOCK = 512

/** A real .tar.gz (POSIX ustar, IEEE 1003.1) with one file, so that a GLPI can unpack what it downloads. */
export function pluginArchive(key: string): Buffer {
  const body = Buffer.from(
    `<?php\n// ${key}: a plugin of the sandbox; it does nothing\nfunction plugin_version_${key}() { return ['name' => '${key}', 'version' => '1.2.0']; }\n`,
  )
  const padded = Buffer.alloc(Math.ceil(body.length / BLOCK) * BLOCK)
  body.copy(padded)
  // an archive ends with two empty blocks
  return gzipSync(Buffer.concat([header(`${key}/setup.php`, body.length), padded, Buffer.alloc(2 * BLOCK)]))
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write(octal(0o644, 7), 100)
  block.write(octal(0, 7), 108)
  block.write(octal(0, 7), 116)
  block.write(octal(size, 11), 124)
  block.write(octal(1_790_000_000, 11), 136)
  // the checksum counts its own field as blanks
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
  )
  return block
}
