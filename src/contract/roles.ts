/** From the least to the most: each may do all that the ones before it may. */
export const ROLES = ['viewer', 'support', 'operator', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What takes more than looking, with the least role that may do it. A viewer sees states, diagnoses, reports and the history. */
export const LEAST_ROLE = {
  /** Ask about a key that is in a box, without saving it. */
  checkKeys: 'support',
  /** Save, replace, remove and put back a key, write it into GLPI, and have a saved one asked about. */
  changeKeys: 'operator',
  /** Instances, connections, settings, notices and people. */
  administer: 'admin',
  /** See what everybody did, and what was refused to whom. */
  readAudit: 'admin',
} as const satisfies Record<string, Role>
export type Capability = keyof typeof LEAST_ROLE

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** The code of the refusal of what takes this role. The first of them is older than the roles between viewer and administrator. */
export const refusalOf = (least: Role): 'admin-required' | 'role-required' =>
  least === 'admin' ? 'admin-required' : 'role-required'

/** @param session null: nobody is signed in, and may do nothing. */
export const may = (session: { role: Role } | null | undefined, capability: Capability): boolean =>
  session != null && isAtLeast(session.role, LEAST_ROLE[capability])
