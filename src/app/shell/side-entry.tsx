import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'

type Props = { href: string; under?: string; icon: ReactNode; count?: ReactNode; children: ReactNode }

/** @param under the pages below which it counts as the one that is open. */
export function SideEntry({ href, under = href, icon, count, children }: Props) {
  const [path] = useLocation()
  const isHere = path === under || path.startsWith(`${under}/`)
  return (
    <Link href={href} className="lk-side-entry" aria-current={path === href ? 'page' : isHere ? 'true' : undefined}>
      <span aria-hidden="true">{icon}</span>
      {children}
      {count}
    </Link>
  )
}
