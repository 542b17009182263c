import { ROLES, type Role } from '#contract/roles.ts'
import { SettingsError } from '../settings-error.ts'

/** `admin=it-admins,operator=helpdesk,viewer=*`: the role of each value. */
export function readRoles(text: string, name: string): ReadonlyMap<string, Role> {
  const pairs = text.split(',').map((pair) => {
    const [, word, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(pair) ?? []
    const role = ROLES.find((one) => one === word)
    if (role === undefined || value === '')
      throw new SettingsError(
        `${name} must be pairs such as admin=it-admins,viewer=* of the roles viewer, support, operator and admin.`,
      )
    return [value, role] as const
  })
  // the highest role wins, in whatever order they are written
  return new Map(pairs.toSorted(([, one], [, other]) => ROLES.indexOf(one) - ROLES.indexOf(other)))
}
