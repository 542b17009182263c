import { Plural } from '@lingui/react/macro'
import { FINDINGS, type Finding } from '#domain/verdict.ts'
import { FINDING_ADVICE } from '../../verdict/finding-words.ts'
import { FingerprintText } from '../../verdict/fingerprint.tsx'
import { pieces, type DescribeStep } from './describe.ts'

const isFinding = (text: string | undefined): text is Finding => FINDINGS.some((finding) => finding === text)

export const describeText: DescribeStep = ({ finding, length, fingerprint }, say) =>
  pieces(
    isFinding(finding) && say(FINDING_ADVICE[finding].title),
    length !== undefined && <Plural value={Number(length)} one="# character" other="# characters" />,
    fingerprint && <FingerprintText of={fingerprint} />,
  )
