/** Everything that happens to a key between the vendor's mail and the box, each as a function of the text. */
export type ApplyDamage = (text: string) => string

const wrap = (text: string, width: number, mark = '\n'): string =>
  (text.match(new RegExp(`[^]{1,${width}}`, 'g')) ?? []).join(mark)
const lines = (text: string, change: (line: string, index: number) => string, mark = '\n'): string =>
  text.split(/\r?\n/).map(change).join(mark)
const within = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at)
const replied = (line: string, key: string): string =>
  `Merci\n\n${line}\n> Hello,\n>\n${lines(key, (part) => `> ${part}`)}\n>\n> Eve\n`
const nearEnd = (text: string, letters: number, added: string): string =>
  within(text, text.replace(/[=＝]+$/, '').length - letters, added)

/** On the bare key, before it is set into any text. */
export const letterDamages = {
  'base64url letters': (key) => key.replaceAll('+', '-').replaceAll('/', '_'),
  'padding lost': (key) => key.replace(/=+$/, ''),
  'first letter capitalised': (key) => key.replace(/^e/, 'E'),
  'full-width letters': (key) => key.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  'full-width start': (key) => key.replace(/^e/, 'ｅ').replace('y', 'ｙ'),
} satisfies Record<string, ApplyDamage>

/** Characters put between the letters. */
export const insertedDamages = {
  'wrapped at 64': (key) => wrap(key, 64),
  'wrapped at 76, CRLF': (key) => wrap(key, 76, '\r\n'),
  'wrapped at 20 and indented': (key) => wrap(key, 20, '\n    '),
  'no-break space': (key) => within(key, 5, '\u00a0'),
  'thin spaces': (key) => wrap(key, 30, '\u2009'),
  'a blank': (key) => within(key, 11, ' '),
  'a tab': (key) => within(key, 13, '\t'),
  'zero-width spaces': (key) => wrap(key, 25, '\u200b'),
  'soft hyphens': (key) => wrap(key, 17, '\u00ad'),
  'a byte order mark': (key) => `\ufeff${key}`,
  'marks of writing direction': (key) => `\u200e${within(key, 9, '\u2060')}\u200f`,
  'line separators': (key) => wrap(key, 40, '\u2028'),
  'a line break before its last letter': (key) => nearEnd(key, 1, '\n'),
  'a blank before its last two letters': (key) => nearEnd(key, 2, ' '),
  'an indented line of its last three letters': (key) => nearEnd(key, 3, '\r\n  '),
  'a thin space before its last four letters': (key) => nearEnd(key, 4, '\u2009'),
} satisfies Record<string, ApplyDamage>

/** What programs turn a text into in transit. */
export const carriedDamages = {
  'quoted-printable': (text) =>
    lines(text, (line) => (line.match(/(?:=3D|[^]){1,75}/g) ?? ['']).join('=\n')).replace(
      /=(=|$)/gm,
      (whole, next: string, at: number, all: string) => (all[at + 1] === '\n' ? whole : `=3D${next && '=3D'}`),
    ),
  'html entities for =': (text) => text.replaceAll('=', '&#61;'),
  'hexadecimal entities': (text) => text.replaceAll('=', '&#x3D;').replaceAll('+', '&#x2B;'),
  'named entities': (text) => text.replaceAll('=', '&equals;').replaceAll('+', '&plus;').replaceAll('\u00a0', '&nbsp;'),
  'reply mark': (text) => lines(text, (line) => `> ${line}`),
  'nested reply marks': (text) => lines(text, (line) => `>> ${line}`),
  'bar as reply mark': (text) => lines(text, (line) => `| ${line}`),
  'windows line ends': (text) => text.replace(/\r?\n/g, '\r\n'),
} satisfies Record<string, ApplyDamage>

/** A key set into something else. */
export const settingDamages = {
  'edge blanks': (key) => `  \t${key} \r\n`,
  'smart quotes': (key) => `“${key}”`,
  'german quotes': (key) => `„${key}“`,
  'french quotes': (key) => `« ${key} »`,
  'angle quotes': (key) => `‹${key}›`,
  'single quotes': (key) => `‘${key}’`,
  backticks: (key) => `\`${key}\``,
  'angle brackets': (key) => `<${key}>`,
  'double quotes': (key) => `"${key}"`,
  'a JSON member': (key) => JSON.stringify({ host: 'glpi', key, other: 3 }, null, 2),
  'JSON with escaped signs': (key) =>
    `{"registration_key":"${key.replaceAll('/', '\\/').replaceAll('=', '\\u003d').replaceAll('\n', '\\n')}"}`,
  YAML: (key) => `glpi:\n  key: ${key}\n  host: glpi\n`,
  'folded YAML': (key) => `key: >-\n${lines(wrap(key, 40), (line) => `  ${line}`)}\nhost: glpi\n`,
  'literal YAML': (key) => `key: |\n${lines(wrap(key, 40), (line) => `  ${line}`)}\n`,
  'strings joined in a program': (key) => `const key =\n  '${wrap(key, 30, "' +\n  '")}'`,
  'strings joined in PHP': (key) => `$key = "${wrap(key, 30, '" . "')}";`,
  'an array of strings': (key) => JSON.stringify(key.match(/.{1,30}/gs)),
  'shell export': (key) => `export GLPI_NETWORK_KEY='${key}'\n`,
  'a line of .env': (key) => `HOST=glpi\nGLPI_KEY=${key}\nPORT=80\n`,
  'PowerShell and cmd': (key) => `$env:GLPI_KEY = "${key}"\r\nset LANG=fr\r\n`,
  'a list of compose': (key) => `environment:\n  - GLPI_KEY=${key}\n  - TZ=Europe/Paris\n`,
  'quoted YAML': (key) => `glpi: { key: '${key}', host: glpi }\n`,
  'a line of CSV': (key) => `"id";"key";"date"\n"7";"${key}";"2030-01-02"\n`,
  'an element of XML': (key) => `<?xml version="1.0"?>\n<glpi>\n  <key>${key}</key>\n</glpi>\n`,
  'a table of Markdown': (key) => `| Name | Key |\n| --- | --- |\n| GLPI | ${key} |\n`,
  'a cell of a table': (key) => `<table><tr><td>Key</td><td>${key}</td><td>7</td></tr></table>`,
  'shell continuation': (key) => `GLPI_KEY="${wrap(key, 50, '\\\n')}"\n`,
  'an HTML element': (key) => `<p>Key: <code>${key}</code></p>`,
  'wbr in HTML': (key) => `<code class="key">${wrap(key, 30, '<wbr>')}</code>`,
  'br in HTML': (key) => `<div>${wrap(key, 30, '<br>\n')}</div>`,
  'an HTML attribute': (key) => `<input type="text" value="${key}" readonly>`,
  'armour lines': (key) => `-----BEGIN GLPI NETWORK KEY-----\n${wrap(key, 64)}\n-----END GLPI NETWORK KEY-----\n`,
  'ruled lines': (key) => `=== Registration key ===\n${key}\n=======================\n`,
  stars: (key) => `***\n${key}\n***`,
  'a fence': (key) => `\`\`\`\n${key}\n\`\`\``,
  'numbered listing': (key) => lines(wrap(key, 40), (line, index) => `${String(index + 1).padStart(3)}  ${line}`),
  'numbers and colons': (key) => lines(wrap(key, 40), (line, index) => `${index + 1}: ${line}`),
  'numbers and dots': (key) => lines(wrap(key, 40), (line, index) => `${index + 1}. ${line}`),
  'numbers and bars': (key) => lines(wrap(key, 40), (line, index) => `${String(index + 1).padStart(2, '0')}|${line}`),
  '998-column mail break': (key) => wrap(key, 99, '!\n '),
  mailto: (key) => `mailto:?body=${encodeURIComponent(key)}`,
  'percent-encoding': (key) => encodeURIComponent(key),
  'Safe Links': (key) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://glpi.example/?key=${encodeURIComponent(key)}`)}&data=05%7C01%7C&reserved=0`,
  'pasted twice': (key) => `${key} ${key}`,
  'pasted twice, no blank': (key) => key + key,
  'pasted three times': (key) => `${key}\n${key}\n${key}\n`,
} satisfies Record<string, ApplyDamage>

/** The bytes of UTF-16, read one by one. */
export const fileDamages = {
  'UTF-16': (text) => text.replace(/[^]/g, (letter) => `${letter}\0`),
  'UTF-16 with a byte order mark': (text) => `ÿþ${text.replace(/[^]/g, (letter) => `${letter}\0`)}`,
} satisfies Record<string, ApplyDamage>

/** Mails and pages in five languages. */
export const letters = {
  english: (key) => `Dear customer,\n\nhere is your registration key: ${key}\n\nRegards, Paul\n-- \nTeclib support`,
  'english, own line': (key) => `Hello Anna,\n\nRegistration key:\n\n${key}\n\nBest regards\nEve`,
  'english label': (key) => `Registration key ${key}`,
  french: (key) => `Bonjour,\n\nVoici votre clé d’enregistrement\u00a0: ${key}\n\nÀ bientôt, Jérôme`,
  'french, own line': (key) => `Bonjour,\r\n\r\nVotre clé\u202f:\r\n${key}\r\n\r\nCordialement\r\nHélène`,
  german: (key) => `Sehr geehrte Frau Müller,\n\nIhr Schlüssel lautet: ${key}\n\nMit freundlichen Grüßen\nJörg`,
  spanish: (key) => `Estimado señor:\n\nLa clave de registro es ${key}\n\nUn saludo,\nÍñigo`,
  portuguese: (key) => `Olá João,\n\nA chave de registo é: ${key}\n\nAtenciosamente,\nConceição`,
  'french label': (key) => `Clé d’enregistrement ${key}`,
  'german label': (key) => `Registrierungsschlüssel ${key}`,
  'spanish label': (key) => `Clave de registro ${key}`,
  'portuguese label': (key) => `Chave de registo ${key}`,
  'english reply': (key) => replied('On 3 March 2030 at 10:02, Eve <eve@example.org> wrote:', key),
  'french reply': (key) => replied('Le 3 mars 2030 à 10:02, Ève <eve@example.org> a écrit\u00a0:', key),
  'german reply': (key) => replied('Am 3. März 2030 um 10:02 schrieb Jörg:', key),
  'spanish reply': (key) => replied('El 3 de marzo de 2030, Íñigo escribió:', key),
  'portuguese reply': (key) => replied('Em 3 de março de 2030, Conceição escreveu:', key),
  'a mail sent on': (key) =>
    `-----Message d'origine-----\r\nDe\u00a0: Ève\r\nObjet\u00a0: TR\u00a0: clé\r\n\r\nBonjour,\r\n${key}\r\nCordialement`,
  'french signature at once': (key) => `${key}\nCordialement, Jérôme`,
  'german signature at once': (key) => `${key}\nMit freundlichen Grüßen\nJörg`,
  'spanish signature at once': (key) => `${key}\nUn saludo, Íñigo`,
  'portuguese signature at once': (key) => `${key}\nAtenciosamente, Conceição`,
  'signature at once': (key) => `${key}\nRegards, Paul`,
  'signature on the same line': (key) => `Clave: ${key} Saludos, Paul`,
} satisfies Record<string, ApplyDamage>

/** Guesses: a person must compare. */
export const guessedDamages = {
  'cyrillic e': (key) => key.replace(/^e/, 'е'),
  'cyrillic letters': (key) => key.replaceAll('c', 'с').replaceAll('I', 'І'),
  'greek letters': (key) => key.replaceAll('o', 'ο').replaceAll('Z', 'Ζ'),
} satisfies Record<string, ApplyDamage>

/** What no one can undo. */
export const lossyDamages = {
  truncated: (key) => key.slice(0, Math.floor(key.length * 0.7)),
  'truncated with an ellipsis': (key) => `${key.slice(0, 20)}…`,
  'middle left out': (key) => `${key.slice(0, 8)}...${key.slice(-5)}`,
  'a word dash': (key) => `${key.slice(0, 10)}–${key.slice(11)}`,
  'lower case': (key) => key.toLowerCase(),
  'upper case': (key) => key.toUpperCase(),
  'masked by dots': (key) => key.slice(0, 4) + '•'.repeat(20),
  'masked by stars': (key) => `${key.slice(0, 4)}********${key.slice(-4)}`,
  'one letter misread': (key) => key.replace('I', 'l'),
  'beginning lost': (key) => key.slice(9),
} satisfies Record<string, ApplyDamage>
