import type { CDPSession } from 'playwright'

/** What has come over the network since the last `begin`; what a cache answered is no part of it. */
export type Traffic = { begin(): void; now(): { bytes: number; requests: number } }

export async function watchTraffic(session: CDPSession): Promise<Traffic> {
  const answered = new Set<string>()
  let [bytes, requests] = [0, 0]
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.fromDiskCache && !/^(data|blob):/.test(response.url)) answered.add(requestId)
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => void answered.delete(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!answered.has(requestId)) return
    bytes += encodedDataLength
    requests += 1
  })
  await session.send('Network.enable')
  return {
    begin() {
      answered.clear()
      bytes = 0
      requests = 0
    },
    now: () => ({ bytes, requests }),
  }
}
