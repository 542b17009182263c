/** A certificate's file as PEM: one in DER, as Windows exports it, is the same in other clothes. */
export async function pemOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return isDer(bytes) ? pem(bytes) : new TextDecoder().decode(bytes)
}

/** An ASN.1 sequence of more than 255 bytes, which every certificate is. */
const isDer = (bytes: Uint8Array): boolean => bytes[0] === 0x30 && bytes[1] === 0x82

function pem(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
