import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

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
  EHOSTUNREACH: msg`no way leads there`,
  ENETUNREACH: msg`this server has no network of that kind`,
  CERT_HAS_EXPIRED: msg`the certificate has expired`,
  CERT_NOT_YET_VALID: msg`the certificate is not valid yet`,
  DEPTH_ZERO_SELF_SIGNED_CERT: msg`signed by nobody but itself`,
  SELF_SIGNED_CERT_IN_CHAIN: msg`its root is not trusted here`,
  UNABLE_TO_GET_ISSUER_CERT: msg`its issuer is not known here`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: msg`its issuer is not known here`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: msg`its issuer is not known here`,
  ERR_TLS_CERT_ALTNAME_INVALID: msg`made out to another name`,
  ERR_SSL_WRONG_VERSION_NUMBER: msg`what came back is not TLS`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: msg`what came back is not TLS`,
}

export const errorWords = (code: string): MessageDescriptor | undefined => WORDS[code]
