import { useLingui } from '@lingui/react/macro'

/** The first 16 hex digits, in groups that can be read over the telephone; the whole on hover. */
export const shortFingerprint = (fingerprint: string): string =>
  (fingerprint.replace('sha256:', '').slice(0, 16).match(/.{4}/g) ?? []).join(' ')

export function FingerprintText({ of }: { of: string }) {
  const { t } = useLingui()
  return (
    <code translate="no" className="lk-fingerprint" title={t`Fingerprint: ${of}`}>
      {shortFingerprint(of)}
    </code>
  )
}
