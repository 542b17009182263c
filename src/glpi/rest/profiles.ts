import type { ProfileRight } from '#contract/glpi.ts'
import { Failure, type FailureEvidence } from '#net/failure.ts'
import type { LegacyRest } from './legacy-rest.ts'

/**
 * Gives the session this profile of the account in place of its default one: a Super-Admin whose default is Self-Service may change
 * nothing until then. @param wanted its name or its number. @throws Failure `right-missing` where the account has no such profile.
 */
export async function chooseProfile(api: LegacyRest, wanted: string, signal: AbortSignal): Promise<ProfileRight> {
  const profiles = await api.profiles(signal)
  const name = wanted.toLowerCase()
  const found =
    profiles.find((profile) => profile.name.toLowerCase() === name) ?? profiles.find(({ id }) => String(id) === wanted)
  if (found === undefined) {
    const said = `profiles of this account: ${profiles.map((profile) => profile.name).join(', ') || 'none'}`
    throw new Failure('right-missing', 'NO_SUCH_PROFILE', { said })
  }
  await api.changeProfile(found.id, signal)
  return api.configRight(signal)
}

/** What the account could use in place of the profile it has; null where GLPI does not list it. */
export async function otherProfiles(
  api: LegacyRest,
  current: string | null,
  signal: AbortSignal,
): Promise<string[] | null> {
  const profiles = await api.profiles(signal).catch(() => null)
  return profiles?.map(({ name }) => name).filter((name) => name !== current) ?? null
}

export function profilesSentence(profile: string | null, others: readonly string[] | null): FailureEvidence {
  if (profile === null) return {}
  return { said: `profile: ${profile}${others?.length ? `; others: ${others.join(', ')}` : ''}` }
}
