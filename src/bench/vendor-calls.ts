import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expectOk, startBenchGateway } from './gateway.ts'
import type { Bench } from './report.ts'
import { startSlowVendor } from './slow-vendor.ts'

const PEOPLE = 100
const PATH = '/api/instances/town/registration'
/** Long enough for everybody to ask while the first question is under way. */
const ANSWER_MS = 3000

/** Many open a page, and many ask for a new check, at the same time. */
export const benchVendorCalls: Bench = async (report) => {
  const vendor = await startSlowVendor()
  const gateway = await startBenchGateway()
  try {
    const town = { id: 'town', name: 'Town', servicesUrl: vendor.url }
    await expectOk(gateway.call('POST', '/api/instances', town))
    await expectOk(gateway.call('PUT', PATH, { key: sandboxKey('standard') }))
    vendor.delayMs = ANSWER_MS
    vendor.forget()
    const people = Array.from({ length: PEOPLE })
    await Promise.all(people.map(() => expectOk(gateway.call('GET', PATH))))
    const looks = vendor.askedFor('/api/')
    await Promise.all(people.map(() => expectOk(gateway.call('POST', `${PATH}/refresh`))))
    report.add({
      what: `vendor calls when ${PEOPLE} look and ${PEOPLE} check at once`,
      value: vendor.askedFor('/api/registration/'),
      unit: '',
      budget: 1,
      detail: `${looks} of them for looking`,
    })
  } finally {
    await gateway.stop()
    await vendor.close()
  }
}
