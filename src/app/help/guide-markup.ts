import { TRUSTED_TYPES_POLICY } from '#contract/trusted-types.ts'

type Policy = { createHTML(text: string): string }
type TrustedTypes = { createPolicy(name: string, rules: Policy): Policy }

// not in every browser yet
const { trustedTypes }: { trustedTypes?: TrustedTypes } = globalThis as object

const policy: Policy | undefined = trustedTypes?.createPolicy(TRUSTED_TYPES_POLICY, { createHTML: (text) => text })

/** As the page may set it. @param html compiled from our own documents while the page was built. */
export const guideMarkup = (html: string): { __html: string } => ({ __html: policy?.createHTML(html) ?? html })
