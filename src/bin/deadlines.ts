/**
 * For every run of Vitest: long enough for any machine, however much goes on beside it. They end what hangs; none of them says that
 * anything is fast.
 */
export const DEADLINES = {
  testTimeout: 900_000,
  hookTimeout: 900_000,
  expect: { poll: { timeout: 300_000 } },
}
