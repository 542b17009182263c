import type { Connection } from '#contract/connection.ts'
import type { ConfigRight } from '#contract/glpi.ts'

/** Where people sign in by a GLPI, and what its web server asks for besides. */
export type SignInPlace = {
  url: string
  tls?: Connection['tls']
  rest?: Pick<NonNullable<Connection['rest']>, 'appToken' | 'webLogin' | 'webPassword'>
}

/** Somebody whom a GLPI knows, as it is at this moment. */
export type GlpiPerson = {
  /** As GLPI names them, and their login: the best first. */
  names: string[]
  /** What the default profile of their account may do with GLPI's setup. */
  right: ConfigRight
}

/** What the rights of a person are read again with. Whoever has it is that person to GLPI. */
export type GlpiHold =
  | {
      kind: 'oauth'
      accessToken: string
      /** Milliseconds by our clock. */
      accessEndsAt: number
      refreshToken: string | null
    }
  | { kind: 'session'; token: string; userId: number; profileId: number; names: string[] }

export type HeldPerson = {
  person: GlpiPerson
  hold: GlpiHold
  /** false: GLPI does not show this person their own account, so that nobody can see when it is closed. */
  canBeReadAgain: boolean
}
