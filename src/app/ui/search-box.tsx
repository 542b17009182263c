type Props = { label: string; placeholder: string; value: string; onChange: (search: string) => void }

/** Searches a list as one types. */
export const SearchBox = ({ label, placeholder, value, onChange }: Props) => (
  <input
    type="search"
    className="form-control lk-filter-search"
    aria-label={label}
    placeholder={placeholder}
    autoComplete="off"
    spellCheck={false}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
)
