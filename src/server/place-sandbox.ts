import { SANDBOX_ID, type InstanceStore } from './store/instances.ts'

/** A name that nobody mistakes for one of their own GLPIs. */
const PRACTICE = 'Practice'
/** Its name in earlier versions. */
const FORMER_NAME = 'Sandbox'

/** Adds the built-in instance, or updates its address: the stand-in may listen on another port than at the last start. */
export async function placeSandbox(instances: InstanceStore, url: string): Promise<void> {
  const placed = await instances.find(SANDBOX_ID)
  if (!placed) await instances.add({ id: SANDBOX_ID, name: PRACTICE, servicesUrl: url })
  else if (placed.name === FORMER_NAME)
    await instances.change(placed, { ...placed, name: PRACTICE, servicesUrl: url }, false)
  else if (placed.servicesUrl !== url) await instances.findAgainAt(SANDBOX_ID, url)
}
