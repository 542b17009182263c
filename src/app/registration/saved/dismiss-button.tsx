import { IconX } from '@tabler/icons-react'

type Props = { label: string; onPress: () => void }

export const DismissButton = ({ label, onPress }: Props) => (
  <button type="button" className="lk-icon-button" aria-label={label} title={label} onClick={onPress}>
    <IconX size={18} aria-hidden="true" />
  </button>
)
