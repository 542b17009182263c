/** A setting that cannot be used. Its message is the one sentence that the person who starts Latchkey reads. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}
