import { encodeBase64 } from './base64.ts'
import type { ApplyDamage } from './damages.ts'

const wrap = (text: string, width: number, mark = '\n'): string =>
  (text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? []).join(mark)
const eachLine = (text: string, change: (line: string, index: number) => string): string =>
  text.split('\n').map(change).join('\n')
const parts = (key: string, count: number): string[] => wrap(key, Math.ceil(key.length / count)).split('\n')
const inserted = (key: string, at: number, sign: string): string => key.slice(0, at) + sign + key.slice(at)
const coloured =
  (escape: string): ApplyDamage =>
  (key) =>
    eachLine(wrap(key, 64), (line) => `${escape}32m${line}${escape}0m`)
const mail = (body: string, type = 'text/plain'): string =>
  `From: GLPI Network <no-reply@example.org>\r\nContent-Type: ${type}; charset="utf-8"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${wrap(encodeBase64(body), 76, '\r\n')}\r\n`

/** Ways a key may have come that lose nothing, by the edit that says what was undone. */
export const KEY_PATHS: Record<string, Record<string, ApplyDamage>> = {
  'encoded-again': {
    bare: encodeBase64,
    'with its line break': (key) => encodeBase64(`${key}\n`),
    'wrapped at 64': (key) => wrap(encodeBase64(key), 64),
    'wrapped at 76, CRLF': (key) => wrap(encodeBase64(key), 76, '\r\n'),
    twice: (key) => encodeBase64(`${encodeBase64(key)}\n`),
    'a Secret as YAML': (key) =>
      `kind: Secret\ndata:\n  host: ${encodeBase64('glpi')}\n  key: ${encodeBase64(key)}\ntype: Opaque\n`,
    'a folded Secret': (key) => `data:\n  key: >-\n${eachLine(wrap(encodeBase64(key), 80), (line) => `    ${line}`)}\n`,
    'a Secret as JSON': (key) =>
      JSON.stringify({ kind: 'Secret', data: { key: encodeBase64(key), other: 'eA==' } }, null, 2),
    'a line of a terminal': (key) => `$ kubectl get secret glpi\n${encodeBase64(key)}root@host:~# `,
    'UTF-16, as PowerShell encodes': (key) => encodeBase64(key.replace(/./g, '$&\0')),
    'a reply': (key) => `> ${wrap(encodeBase64(key), 72, '\n> ')}\n`,
  },
  'mail-encoding': {
    'a body': (key) => mail(`Bonjour,\r\n\r\nvotre clé :\r\n${key}\r\n\r\nCordialement\r\n`),
    'a page': (key) => mail(`<p>Key:</p><p><code>${key}</code></p>`, 'text/html'),
    'parts, each encoded': (key) =>
      `Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\n${mail(`Key: ${key}`)}\r\n--b1\r\n${mail(`<p>${key}</p>`, 'text/html')}\r\n--b1--\r\n`,
    'sent on': (key) => eachLine(mail(`Key: ${key}\n`).replaceAll('\r', ''), (line) => `> ${line}`),
  },
  hyphen: {
    'at one line end': (key) => `${key.slice(0, 70)}-\n${key.slice(70)}`,
    'at every line end': (key) => wrap(key, 70, '-\n'),
    'in the second line only': (key) => `${key.slice(0, 40)}\n${key.slice(40, 80)}-\n${key.slice(80)}`,
    'of Unicode': (key) => wrap(key, 64, '\u2010\n'),
    'in a mail, CRLF': (key) => `Hello,\r\n\r\n${wrap(key, 60, '-\r\n')}\r\n\r\nRegards, Paul`,
  },
  'terminal-code': {
    colours: coloured('\u001b['),
    'shown by cat -v': coloured('^['),
    'without ESC': coloured('['),
    'written by a program': coloured('\\u001b['),
    'written by a shell': coloured('\\e['),
    'of grep': (key) =>
      `\u001b[35m\u001b[Kkey.txt\u001b[m\u001b[K:${key.slice(0, 3)}\u001b[01;31m\u001b[K${key.slice(3, 20)}\u001b[m\u001b[K${key.slice(20)}`,
    'a link': (key) => `\u001b]8;;https://portal.example/key\u0007${key}\u001b]8;;\u0007`,
  },
  'line-prefix': {
    'a diff': (key) => eachLine(wrap(key, 64), (line) => `+${line}`),
    'a diff of YAML': (key) => `@@ -3,0 +4,6 @@\n+key: >-\n${eachLine(wrap(key, 64), (line) => `+  ${line}`)}`,
    'taken out of a diff': (key) => eachLine(wrap(key, 40), (line) => `-${line}`),
    'a list': (key) => eachLine(wrap(key, 76), (line) => `* ${line}`),
    'a comment': (key) => eachLine(wrap(key, 64), (line) => `// ${line}`),
    'a comment without a blank': (key) => eachLine(wrap(key, 64), (line) => `//${line}`),
    'a comment of a shell': (key) => eachLine(wrap(key, 64), (line) => `# ${line}`),
    'a comment of a batch file': (key) => eachLine(wrap(key, 64), (line) => `REM ${line}`),
    'a block of comments': (key) => `/*\n${eachLine(wrap(key, 64), (line) => ` * ${line}`)}\n */`,
    'a log': (key) => eachLine(wrap(key, 60), (line, at) => `2030-05-01T10:00:0${at}.${at * 37}Z ${line}`),
    'a log with a label': (key) => `10:00:01 INFO Key: ${wrap(key, 60, '\n10:00:02 INFO ')}\n10:00:03 INFO done`,
    'a log of the system': (key) =>
      eachLine(wrap(key, 60), (line, at) => `Nov 28 08:31:1${at} srv glpi[${1230 + at}]: ${line}`),
    'a container': (key) => eachLine(wrap(key, 64), (line) => `glpi_1  | ${line}`),
    'numbers by ten': (key) => eachLine(wrap(key, 60), (line, at) => `${(at + 1) * 10} ${line}`),
    offsets: (key) => eachLine(wrap(key, 64), (line, at) => `${(at * 64).toString(16).padStart(8, '0')}: ${line}`),
    'a chat': (key) => eachLine(wrap(key, 100), (line, at) => `[28/11/2030, 10:0${at}:11] Eve: ${line}`),
    'numbered parts': (key) =>
      parts(key, 3)
        .map((part, at) => `(${at + 1}/3) ${part}`)
        .join('\n'),
    'named parts': (key) =>
      parts(key, 3)
        .map((part, at) => `Teil ${at + 1}: ${part}`)
        .join('\n\n'),
  },
  'line-end': {
    'of Windows': (key) => `set KEY=${wrap(key, 80, '^\r\n')}\r\n`,
    'of cat -A': (key) => `${wrap(key, 64, '$\n')}$\n`,
    'of PowerShell': (key) => wrap(key, 64, '^\n'),
    'of an address': (key) => wrap(key, 64, '&\n'),
    'an underscore': (key) => wrap(key, 64, '_\n'),
    'of Visual Basic': (key) => `key = "${wrap(key, 64, '" & _\r\n      "')}"`,
    'of an editor': (key) => wrap(key, 64, '↵\n'),
    'words in brackets': (key) => wrap(key, 50, ' (cont.)\n'),
    'a box': (key) =>
      `┌${'─'.repeat(62)}┐\n${eachLine(wrap(key, 60), (line) => `│ ${line.padEnd(60)} │`)}\n└${'─'.repeat(62)}┘`,
  },
  'part-label': {
    labels: (key) =>
      parts(key, 2)
        .map((part, at) => `Part ${at + 1}:\n${part}`)
        .join('\n\n'),
    'labels in French': (key) =>
      parts(key, 3)
        .map((part, at) => `Partie ${at + 1} sur 3\n${part}`)
        .join('\n'),
    'labels in another language': (key) =>
      parts(key, 2)
        .map((part, at) => `Del ${at + 1} av 2:\n${part}`)
        .join('\n'),
    fractions: (key) =>
      parts(key, 3)
        .map((part, at) => `${at + 1}/3\n${part}`)
        .join('\n'),
    ...Object.fromEntries(
      [
        '- 1 -',
        '7',
        'Page 2 of 3',
        'GLPI Network - Page 1',
        '\f2',
        '(continued on next page)',
        'Eve Martin  10:02 AM',
        'https://portal.example/keys 1/2',
        '---',
      ].map((footer) => [
        `a line ${JSON.stringify(footer)}`,
        (key: string) => `${wrap(key.slice(0, 128), 64)}\n${footer}\n${wrap(key.slice(128), 64)}`,
      ]),
    ),
  },
  'rtf-code': {
    'runs of a document': (key) =>
      `{\\rtf1\\ansi\\pard Key: \\line ${wrap(key, 40)
        .split('\n')
        .map((part) => `{\\rtlch\\insrsid12 ${part}}`)
        .join('')}\\par}`,
  },
  'html-tag': {
    'runs of Word': (key) =>
      `<w:p><w:r><w:t>Key:</w:t></w:r></w:p><w:p>${wrap(key, 40)
        .split('\n')
        .map((part) => `<w:r><w:rPr><w:noProof/></w:rPr><w:t>${part}</w:t></w:r>`)
        .join('')}</w:p><w:p><w:t>Regards</w:t></w:p>`,
    'spans of a mail': (key) =>
      `<p class=MsoNormal>${wrap(key, 30)
        .split('\n')
        .map((part) => `<span lang=EN-US style='font-size:10pt'>${part}</span>`)
        .join('')}<o:p></o:p></p>`,
  },
  'text-after': {
    ...Object.fromEntries(
      ['root@glpi:/var/www# ', 'Copy', 'Copied!', 'Kopieren', '\\par', 'PS C:\\> ', '_', 'EOF'].map((behind) => [
        `glued: ${behind}`,
        (key: string) => key + behind,
      ]),
    ),
    'a document': (key) =>
      `{\\rtf1\\ansi{\\fonttbl{\\f0 Courier New;}}\\pard Cl\\'e9 :\\par\n${key}\\par\nRegards\\par}\n`,
    'between underscores': (key) => `_${key}_`,
    'a spoiler': (key) => `>!${key}!<`,
  },
}

/** Ways that somebody has to compare with the original. */
export const DOUBTFUL_PATHS: Record<string, ApplyDamage> = {
  ...Object.fromEntries(
    ['!', '?', '\ufffd', 'Â', '¬', '·', '□', '???', 'â€‹'].flatMap((sign) =>
      [3, 51, 137].map((at) => [`${sign} at ${at}`, (key: string) => inserted(key, at, sign)]),
    ),
  ),
  'a sign every 40 characters': (key) => wrap(key, 40, '?'),
  'a sign in a log': (key) => eachLine(wrap(inserted(key, 70, '?'), 64), (line) => `INFO ${line}`),
}
