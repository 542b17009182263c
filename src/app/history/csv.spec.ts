import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

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
  ['what it would run after a tab or a line break', [['\t=1', '\r=1']], '\'\t=1,"\'\r=1"\r\n'],
  ['a formula with a comma', [['=A1,B1']], '"\'=A1,B1"\r\n'],
  ['signs within a text', [['1-1=0', 'a@b']], '1-1=0,a@b\r\n'],
  ['all scripts', [['é', '鍵', '🔑']], 'é,鍵,🔑\r\n'],
])('%s', (_, rows, text) => {
  expect(csvOf(rows)).toBe(`\uFEFF${text}`)
})
