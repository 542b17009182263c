import type { WrongSecret } from './kinds.ts'

/** What may stand before a secret: the beginning, a blank, a quote, the character after its name. */
const BEFORE = '(?:^|[\\s"\'`“„«=:;,<>(\\[|@/])'
const BEHIND = '(?![\\w/+])'

const anywhere = (shape: string): RegExp => new RegExp(`${BEFORE}(?:${shape})${BEHIND}`)

/** Secrets with a shape of their own, so they can be recognised in any text. */
export const SERVICE_SHAPES: [WrongSecret, RegExp][] = [
  // GitHub, GitLab, Slack
  [
    'service-token',
    anywhere(
      'gh[pousr]_\\w{30,255}|github_pat_\\w{40,255}|gl(?:pat|rt|dt|cbt|ptt|ft|imt|agent|soat|ffct)-[\\w.-]{16,255}|xox[abeoprs]-[\\w-]{10,255}|xapp-[\\w-]{10,255}',
    ),
  ],
  // AWS, Google, Entra, Azure, DigitalOcean, Cloudflare
  [
    'service-token',
    anywhere(
      '(?:AKIA|ASIA|AROA|AIDA|ABIA)[A-Z\\d]{16}|AIza[\\w-]{35}|ya29\\.[\\w-]{20,}|GOCSPX-[\\w-]{20,}|[\\w.~-]{3}\\dQ~[\\w.~-]{31,34}|do[opr]_v1_[\\da-f]{64}',
    ),
  ],
  // Stripe, SendGrid, Twilio, Shopify, Square, npm, PyPI, Docker, Hugging Face, OpenAI, Anthropic, HashiCorp, others
  [
    'service-token',
    anywhere(
      '[spr]k_(?:live|test)_\\w{10,}|whsec_[\\w+/=]{20,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|shp(?:at|ca|pa|ss)_[\\da-f]{32}|sq0[a-z]{3}-[\\w-]{22,}|npm_\\w{36}|pypi-[\\w-]{16,}|dckr_pat_[\\w-]{20,}|hf_\\w{30,}|sk-(?:ant-|proj-)?[\\w-]{20,}|hv[sbr]\\.[\\w-]{20,}|s\\.[A-Za-z\\d]{24}|AGE-SECRET-KEY-1[A-Z\\d]{50,}|lin_api_\\w{30,}|nvapi-[\\w-]{40,}|rubygems_[\\da-f]{48}|glc_\\w{30,}|\\d{8,10}:AA[\\w-]{32,}',
    ),
  ],
  ['service-token', /(?:aws_?secret_?access_?key|AccountKey)["']?\s*[=:]\s*["']?[\w+/]{40}/i],
  [
    'ssh-public-key',
    /(?:^|\s)(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp\d+|sk-(?:ssh|ecdsa)-[\w@.-]+)\s+AAAA[\w+/]/,
  ],
  ['private-key', /^PuTTY-User-Key-File-\d/m],
]

/** Shapes of one word. */
export const SERVICE_WORDS: [WrongSecret, RegExp][] = [
  ['fingerprint', /^(?:sha(?:1|256|512)|md5)[:-](?:[\da-f]{40,128}|(?:[\da-f]{2}:){15,}[\da-f]{2}|[\w+/]{43}=?)$/i],
  ['application-key', /^base64:[\w+/-]{20,}={0,2}$/],
  ['uuid', /^\{?(?:urn:uuid:)?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i],
]

/** Its heading names Latchkey and a support code, in whatever language; the file for support names its format. */
const REPORT =
  /^\s*#{0,6}\s*(?:\p{L}{1,20}[ -]){0,2}Latchkey(?:[ -]\p{L}{1,20}){0,2}[ :]{1,3}[\dA-Z]{3}-[\dA-Z]{3}|"format"\s*:\s*"latchkey-report"/u

/** What Latchkey itself writes for support. */
export const isLatchkeyReport = (text: string): boolean => REPORT.test(text.slice(0, 4096))
