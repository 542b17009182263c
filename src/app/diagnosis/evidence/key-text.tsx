import { Plural } from '@lingui/react/macro'
import { FINDINGS, type Finding } from '#domain/verdict.ts'
import { FINDING_WORDS } from '../../registration/finding-words.ts'
import { Fingerprint } from '../../registration/fingerprint.tsx'
import { pieces, type Tell } from './tell.ts'

const isFinding = (text: string | undefined): text is Finding => FINDINGS.some((finding) => finding === text)

export const tellText: Tell = ({ finding, length, fingerprint }, say) =>
  pieces(
    isFinding(finding) && say(FINDING_WORDS[finding].title),
    length !== undefined && <Plural value={Number(length)} one="# character" other="# characters" />,
    fingerprint && <Fingerprint of={fingerprint} />,
  )
