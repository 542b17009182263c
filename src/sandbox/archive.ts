import { gzipSync } from 'node:zlib'

const BLOCK = 512

/** A real .tar.gz (POSIX ustar, IEEE 1003.1) of a plugin that a GLPI can unpack, install and remove. */
export function pluginArchive(key: string, name: string, version: string): Buffer {
  const files = { [`${key}/setup.php`]: setup(key, name, version), [`${key}/hook.php`]: hook(key) }
  const entries = Object.entries(files).map(([path, text]) => entry(path, Buffer.from(text)))
  // an archive ends with two empty blocks
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]))
}

const setup = (key: string, name: string, version: string): string => `<?php
// a plugin of the sandbox; it does nothing
function plugin_init_${key}() { global $PLUGIN_HOOKS; $PLUGIN_HOOKS['csrf_compliant']['${key}'] = true; }
function plugin_version_${key}() {
    return ['name' => '${name}', 'version' => '${version}', 'author' => 'Sandbox', 'license' => 'MIT', 'homepage' => ''];
}
`

const hook = (key: string): string => `<?php
function plugin_${key}_install() { return true; }
function plugin_${key}_uninstall() { return true; }
`

function entry(path: string, body: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil(body.length / BLOCK) * BLOCK)
  body.copy(padded)
  return Buffer.concat([header(path, body.length), padded])
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(path, 0)
  block.write(octal(0o644, 7), 100)
  block.write(octal(0, 7), 108)
  block.write(octal(0, 7), 116)
  block.write(octal(size, 11), 124)
  block.write(octal(1_790_000_000, 11), 136)
  // the checksum counts its own field as blanks
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(octal(sum, 6), 148)
  return block
}
