import { useQueryClient } from '@tanstack/react-query'
import { LanguageSelect } from './language-select.tsx'

export function LanguageSwitch() {
  const client = useQueryClient()
  // texts of the gateway, such as the sandbox's list, are loaded again
  return <LanguageSelect onChosen={() => void client.invalidateQueries()} />
}
