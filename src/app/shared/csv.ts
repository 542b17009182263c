/** What stands between the cells: the comma, or what spreadsheets write where the comma is in numbers. */
const separatorOf = (text: string): string => {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return [',', ';', '\t'].toSorted((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','
}

const withoutMarks = (value: string): string =>
  value.replace(/^'(?=[=+\-@\t\r])/, '').replaceAll(/(?<=[;\t\r\n])'(?=[ "']*[=+\-@])/g, '')

/** The cells of a table; a mark that `csvOf` put before a formula is taken off again. Empty lines are none. */
export function rowsOfCsv(text: string): { line: number; cells: string[] }[] {
  const given = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const separator = separatorOf(given)
  const rows: { line: number; cells: string[] }[] = []
  let row = { line: 1, cells: [''] }
  let line = 1
  let isQuoted = false
  const end = () => {
    if (row.cells.some((value) => value.trim() !== ''))
      rows.push({ ...row, cells: row.cells.map((value) => withoutMarks(value.trim())) })
  }
  for (let at = 0; at < given.length; at += 1) {
    const letter = given[at] ?? ''
    const last = row.cells.length - 1
    if (letter === '\n') line += 1
    if (letter === '"' && isQuoted && given[at + 1] === '"') at += 1
    else if (letter === '"' && (isQuoted || row.cells[last]?.trim() === '')) {
      isQuoted = !isQuoted
      continue
    } else if (!isQuoted && letter === separator) {
      row.cells.push('')
      continue
    } else if (!isQuoted && letter === '\n') {
      end()
      row = { line, cells: [''] }
      continue
    }
    row.cells[last] += letter
  }
  end()
  return rows
}
