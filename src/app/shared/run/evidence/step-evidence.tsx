import { useLingui, Plural, Trans } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { Stage, Step, Facts } from '#domain/diagnosis.ts'
import { reasonWords, LINK_STATUS_WORDS } from '../link-status-words.ts'
import { describeContract, describeHttp, describeJson, describeLarge, describeVerdict } from './reply.tsx'
import { describeGlpiReach, describeGlpiRight, describeGlpiSignIn } from './glpi.tsx'
import { describeMachine, describePath, describePhp, describeSettings } from './machine.tsx'
import { pieces, shownFacts, type TranslateMessage, type DescribeStep } from './describe.ts'
import { describeTls } from './tls.tsx'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { FINDINGS, type Finding } from '#domain/verdict.ts'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import { FingerprintText } from '../../verdict/fingerprint.tsx'

/** The system's own codes that people meet: getaddrinfo(3), connect(2), OpenSSL's and Node's. Others are shown as they are. */
const WORDS: Record<string, MessageDescriptor> = {
  ENOTFOUND: msg`the resolver knows no such name`,
  ENODATA: msg`the name has no address`,
  EAI_AGAIN: msg`the resolver did not answer`,
  ESERVFAIL: msg`the resolver failed`,
  ETIMEOUT: msg`the resolver did not answer in time`,
  ECONNREFUSED: msg`refused`,
  ECONNRESET: msg`cut off`,
  EPIPE: msg`cut off`,
  ETIMEDOUT: msg`nothing came back`,
  EHOSTUNREACH: msg`there is no route to it`,
  ENETUNREACH: msg`this server has no network of that kind`,
  CERT_HAS_EXPIRED: msg`the certificate has expired`,
  CERT_NOT_YET_VALID: msg`the certificate is not valid yet`,
  DEPTH_ZERO_SELF_SIGNED_CERT: msg`self-signed`,
  SELF_SIGNED_CERT_IN_CHAIN: msg`its root is not trusted here`,
  UNABLE_TO_GET_ISSUER_CERT: msg`its issuer is not known here`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: msg`its issuer is not known here`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: msg`its issuer is not known here`,
  ERR_TLS_CERT_ALTNAME_INVALID: msg`issued for another name`,
  ERR_SSL_WRONG_VERSION_NUMBER: msg`what came back is not TLS`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: msg`what came back is not TLS`,
}

const errorWords = (code: string): MessageDescriptor | undefined => WORDS[code]

const isFinding = (text: string | undefined): text is Finding => FINDINGS.some((finding) => finding === text)

const describeText: DescribeStep = ({ finding, length, fingerprint }, say) =>
  pieces(
    isFinding(finding) && say(FINDING_WORDS[finding].title),
    length !== undefined && <Plural value={Number(length)} one="# character" other="# characters" />,
    fingerprint && <FingerprintText of={fingerprint} />,
  )

const DESCRIBE: Record<Stage, DescribeStep> = {
  text: describeText,
  machine: describeMachine,
  php: describePhp,
  resolve: describeResolve,
  connect: describeConnect,
  proxy: describeProxy,
  tls: describeTls,
  http: describeHttp,
  json: describeJson,
  contract: describeContract,
  verdict: describeVerdict,
  large: describeLarge,
  'glpi-reach': describeGlpiReach,
  'glpi-sign-in': describeGlpiSignIn,
  'glpi-right': describeGlpiRight,
  'glpi-settings': describeSettings,
  'glpi-file': describePath,
  'glpi-stored': describeText,
  'glpi-copy': describePath,
  directory: describePath,
}

/** What a step saw that passed without more to tell. That it passed stands beside it. */
const PASSED_WORDS: Partial<Record<Stage, MessageDescriptor>> = {
  machine: msg`a command ran`,
  json: msg`it is JSON, and whole`,
  contract: msg`it holds what it should`,
  'glpi-reach': msg`it answers`,
  'glpi-sign-in': msg`the sign-in was accepted`,
}

/** Whether a step saw more than that it failed. */
export const hasEvidence = (step: Step): boolean => evidenceOf(step, ({ message = '' }) => message).length > 0

/** What a step saw, in the words of the page; its facts carry none. Whether it passed or failed is said by its icon. */
export function StepEvidence({ step }: { step: Step }) {
  const { i18n } = useLingui()
  const parts = evidenceOf(step, (words) => i18n._(words))
  return <Parts of={parts.length > 0 ? parts : [i18n._(wordsWithoutFacts(step))]} />
}

const wordsWithoutFacts = ({ stage, outcome }: Step): MessageDescriptor =>
  (outcome === 'passed' && PASSED_WORDS[stage]) || LINK_STATUS_WORDS[outcome].word

function evidenceOf({ stage, outcome, cause, facts }: Step, say: TranslateMessage): ReactNode[] {
  const reason = reasonWords(facts.reason)
  const code = facts['error-code']
  const error = code === undefined ? undefined : errorWords(code)
  const parts = outcome === 'not-reached' ? [] : DESCRIBE[stage](shownFacts(facts, say), say, cause)
  return pieces(reason && say(reason), ...parts, error && say(error), code && <code translate="no">{code}</code>)
}

const Parts = ({ of }: { of: ReactNode[] }) =>
  of.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- what a step saw does not move
    <Fragment key={index}>
      {index > 0 && ' · '}
      {part}
    </Fragment>
  ))

/** The name's addresses, of both families: a network may route only one of them. */
function describeResolve({ host, ipv4, ipv6, 'answered-by': by }: Facts): ReactNode[] {
  if (!ipv4 && !ipv6) return pieces(host && <code translate="no">{host}</code>)
  return pieces(
    ipv4 !== undefined && (ipv4 === '' ? <Trans>no IPv4 address</Trans> : <Trans>{ipv4} (IPv4)</Trans>),
    ipv6 !== undefined && (ipv6 === '' ? <Trans>no IPv6 address</Trans> : <Trans>{ipv6} (IPv6)</Trans>),
    by === 'hosts-file' && <Trans>from the hosts file</Trans>,
  )
}

/** As an address is written before a port (RFC 3986, 3.2.2). */
const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

function describeConnect({ address, port }: Facts): ReactNode[] {
  return pieces(address && (port ? `${bracketed(address)}:${port}` : address))
}

function describeProxy(facts: Facts): ReactNode[] {
  const { proxy, 'proxy-from': from, 'proxy-status': status } = facts
  const { 'proxy-authenticate': schemes, 'proxy-software': software } = facts
  return pieces(
    proxy && <strong>{proxy}</strong>,
    from === 'environment' && <Trans>set in the environment</Trans>,
    from === 'instance' && <Trans>set for this instance</Trans>,
    from === 'glpi' && <Trans>set in GLPI</Trans>,
    status && <Trans>answered {status}</Trans>,
    schemes && (
      <Trans>
        requires a login by <strong>{schemes}</strong>
      </Trans>
    ),
    software && <Trans>says it is {software}</Trans>,
  )
}
