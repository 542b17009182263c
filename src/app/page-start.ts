import type { QueryClient } from '@tanstack/react-query'
import { PAGE_START_ID, SIGN_IN_COOKIE, type PageStart } from '#contract/page-start.ts'
import type { Registration } from '#contract/panel.ts'
import { cookieNameHere } from './cookie-name.ts'
import { firstInstancesQuery, instanceQuery } from './shared/queries/instances.ts'
import { registrationQuery } from './shared/queries/registration.ts'
import { sessionQuery } from './shared/queries/session.ts'

/** Takes over what the gateway wrote into the page. @returns the registration that the page is to show; null without one. */
export function takePageStart(client: QueryClient): Registration | null {
  const element = document.querySelector(`#${PAGE_START_ID}`)
  element?.remove()
  // not parsed with its schema: it comes with the page itself, from the gateway that has these scripts
  const start: PageStart | null = JSON.parse(element?.textContent ?? 'null')
  // a proxy may have kept the page of somebody else
  if (start?.signIn !== signIn()) return null
  fillFromStart(client, start)
  return start.registration
}

/** As if each had just been asked for. */
export function fillFromStart(client: QueryClient, { session, instances, registration }: PageStart): void {
  client.setQueryData(sessionQuery.queryKey, session)
  if (instances) client.setQueryData(firstInstancesQuery.queryKey, instances)
  for (const one of instances?.instances ?? []) client.setQueryData(instanceQuery(one.id).queryKey, one)
  if (registration) client.setQueryData(registrationQuery(registration.instance).queryKey, registration)
}

/** Who is signed in here. */
function signIn(): string {
  const start = `${cookieNameHere(SIGN_IN_COOKIE)}=`
  const cookie = document.cookie.split('; ').find((text) => text.startsWith(start))
  return cookie?.slice(start.length) ?? ''
}
