type Results = {
  passed: number
  failed: number
  /** `page` is the file that says what the page showed. */
  failures: { name: string; page?: string }[]
}

/** @param json what the suite has written. */
export function ofVitest(json: object): Results
/** @param json what the suite has written. */
export function ofPlaywright(json: object): Results
/** What the page showed when the test failed, as text. */
export function readPage(path: string): string
