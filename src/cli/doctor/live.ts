import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { NOT_BEGUN, withLine } from '#contract/diagnosis-run.ts'
import type { Say } from '../language.ts'
import type { Screen } from '../world.ts'
import type { Paint } from './paint.ts'
import { treeOf } from './tree.ts'

const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
const FRAME_MS = 80

/** Control sequences of ECMA-48: cursor up, erase to the end of the line and of the page; the cursor itself is DEC's (DECTCEM). */
const up = (rows: number): string => (rows === 0 ? '' : `\u001b[${rows}A`)
const ERASE_LINE = '\u001b[K'
const ERASE_BELOW = '\u001b[J'
const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'

/** Draws a diagnosis in place while its lines come. */
export function liveTree(screen: Screen, paint: Paint, say: Say) {
  let run = NOT_BEGUN
  let isOn = true
  let frame = 0
  let drawn = 0

  function draw(): void {
    const { columns, rows } = screen
    const spinner = SPINNER.charAt(frame % SPINNER.length)
    // the last column stays free: some terminals break the line there
    const tree = treeOf(run, { columns: columns - 1, paint, say, spinner, isOn })
    // what has scrolled out of the window cannot be drawn again; at the end the whole is left to be read
    const shown = isOn ? tree.slice(-Math.max(rows - 1, 1)) : tree
    screen.write(`${up(drawn)}\r${shown.map((line) => `${line}${ERASE_LINE}\n`).join('')}${ERASE_BELOW}`)
    drawn = shown.length
  }

  screen.write(HIDE_CURSOR)
  const timer = setInterval(() => {
    frame += 1
    draw()
  }, FRAME_MS)

  return {
    show(line: DiagnosisLine): void {
      run = withLine(run, line)
      draw()
    },
    /** Leaves the tree on the screen. */
    stop(): void {
      clearInterval(timer)
      isOn = false
      draw()
      screen.write(SHOW_CURSOR)
    },
  }
}
