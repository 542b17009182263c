import { expect, test } from 'vitest'
import { complaintOf } from './complaint.ts'

test('an install without the compiled SQLite of this machine says what to do', () => {
  const error = new Error("Cannot find module '@libsql/linux-x64-gnu'\nRequire stack:\n- /opt/latchkey/store.js")
  expect(complaintOf(error).message).toBe(
    'SQLite for this machine is not installed (@libsql/linux-x64-gnu). Install Latchkey on this machine again, optional packages included.',
  )
  expect(complaintOf(error).exit).toBe(1)
})

test('another module that is missing is a fault of ours, and keeps its message', () => {
  expect(complaintOf(new Error("Cannot find module './gone.js'")).message).toBe("Cannot find module './gone.js'")
})
