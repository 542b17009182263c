import { expect, test } from 'vitest'
import { csvOf } from '#contract/csv-text.ts'
import { rowsOfCsv } from './csv.ts'

test.each<[what: string, rows: string[][], text: string]>([
  ['nothing', [], ''],
  [
    'rows',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    'a,b\r\nc,d\r\n',
  ],
  ['empty cells', [['', '']], ',\r\n'],
  ['commas, quotes and line breaks', [['a,b', 'say "hi"', 'one\ntwo']], '"a,b","say ""hi""","one\ntwo"\r\n'],
  ['what a spreadsheet would run', [['=1+1', '+1', '-1', '@SUM(A1)']], "'=1+1,'+1,'-1,'@SUM(A1)\r\n"],
  ['what it would run after a tab or a line break', [['\t=1', '\r=1']], `'\t'=1,"'\r'=1"\r\n`],
  ['what another language would split off and run', [['a;=1+1', 'b\t+1', 'c; @x']], "a;'=1+1,b\t'+1,c;' @x\r\n"],
  ['the same in a later line', [['a\n-1', 'b\r\n=1']], `"a\n'-1","b\r\n'=1"\r\n`],
  ['the same behind a quote', [['a;"=1+1', "a;'=1"]], `"a;'""=1+1",a;''=1\r\n`],
  ['semicolons within a text', [['a;b', 'a; b = 1']], 'a;b,a; b = 1\r\n'],
  ['a formula with a comma', [['=A1,B1']], '"\'=A1,B1"\r\n'],
  ['signs within a text', [['1-1=0', 'a@b']], '1-1=0,a@b\r\n'],
  ['all scripts', [['é', '鍵', '🔑']], 'é,鍵,🔑\r\n'],
])('%s', (_, rows, text) => {
  expect(csvOf(rows)).toBe(`\uFEFF${text}`)
})

test('what is guarded within a cell is read as it was', () => {
  const rows = [['a;=1+1', 'b\t+1', 'c;"=1', 'd\n-1', "e;'x"]]
  expect(rowsOfCsv(csvOf(rows)).map(({ cells }) => cells)).toEqual(rows)
})

test.each<[what: string, text: string, rows: [line: number, ...cells: string[]][]]>([
  ['nothing', '', []],
  [
    'rows',
    'a,b\r\nc,d\r\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'no line end at the end, and a byte order mark',
    '\uFEFFa,b\nc,d',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'semicolons',
    'name;id\nTown, hall;town',
    [
      [1, 'name', 'id'],
      [2, 'Town, hall', 'town'],
    ],
  ],
  [
    'tabs',
    'name\tid\nTown hall\ttown',
    [
      [1, 'name', 'id'],
      [2, 'Town hall', 'town'],
    ],
  ],
  ['quotes', '"a,b","say ""hi"""\n', [[1, 'a,b', 'say "hi"']]],
  [
    'a line break in a cell',
    'a,"b\nc"\nd,e',
    [
      [1, 'a', 'b\nc'],
      [3, 'd', 'e'],
    ],
  ],
  [
    'empty lines',
    'a\n\n , \nb',
    [
      [1, 'a'],
      [4, 'b'],
    ],
  ],
  ['a guarded formula', "'=1+1,it's", [[1, '=1+1', "it's"]]],
  ['a quote that never ends', 'a,"b\nc', [[1, 'a', 'b\nc']]],
])('%s, read', (_, text, rows) => {
  expect(rowsOfCsv(text).map(({ line, cells }) => [line, cells].flat())).toEqual(rows)
})
