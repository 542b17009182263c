/** A spreadsheet takes a cell that begins like this for a formula, and may run it. */
const FORMULA = /^[=+\-@\t\r]/

/** In some languages a spreadsheet splits lines at semicolons, even inside quotes: one cell of ours may become several. */
const FORMULA_WITHIN = /(?<=[;\t\r\n])(?=[ "']*[=+\-@])/g

/** Without this mark, spreadsheets take UTF-8 for the code page of the machine. */
export const BYTE_ORDER_MARK = '\uFEFF'

function cell(value: string): string {
  const harmless = (FORMULA.test(value) ? `'${value}` : value).replaceAll(FORMULA_WITHIN, "'")
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line of a table. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** A table as RFC 4180 has it, which spreadsheets open as it is. */
export const csvOf = (rows: readonly (readonly string[])[]): string => BYTE_ORDER_MARK + rows.map(csvLine).join('')
