import type { Environment } from './settings.ts'

/** What was given to a gateway, by where it comes from. The first that says something about a setting counts. */
export type GivenSettings = {
  /** By the names of the settings. */
  flags: Environment
  environment: Environment
  /** What the file of `--env-file` says; empty without one. */
  file: Environment
}

/** All of it as one environment. An empty flag is one that says nothing. */
export const environmentOf = ({ flags, environment, file }: GivenSettings): Environment => ({
  ...file,
  ...withoutEmpty(environment),
  ...withoutEmpty(flags),
})

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, text]) => text !== '' && text !== undefined))
