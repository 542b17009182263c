import '../ui/table.css'
import './help.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { Shell } from '../shell/shell.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { guideMarkup } from './guide-markup.ts'
import { GUIDE, guidePath, type GuideBlock, type GuideDocument, type GuideSection } from './guide.ts'
import { searchGuide } from './search-guide.ts'

/** The guide, in the page itself: it needs neither a session nor a network. */
export function HelpPage({ name }: { name?: string | undefined }) {
  const { t, i18n } = useLingui()
  const [search, setSearch] = useState('')
  const document = GUIDE.find((one) => one.name === (name ?? GUIDE[0]?.name))
  if (document === undefined) return <NotFoundPage />
  return (
    <Shell title={t`Help`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Help</Trans>} />}>
      <div className="lk-tabbed">
        <nav className="lk-tabs" aria-label={t`Documents of the guide`} lang="en">
          {GUIDE.map((one) => (
            <Link
              key={one.name}
              href={guidePath(one)}
              aria-current={one === document ? 'page' : undefined}
              onClick={() => setSearch('')}
            >
              {one.title}
            </Link>
          ))}
        </nav>
        <div className="lk-tab lk-card">
          <header className="lk-card-head">
            <h1>
              <Trans>Help</Trans>
            </h1>
            <SearchBox
              label={t`Search the guide`}
              placeholder={t`Search the guide`}
              value={search}
              onChange={setSearch}
            />
          </header>
          {i18n.locale !== 'en' && (
            <p className="lk-guide-note text-secondary">
              <Trans>This guide is in English.</Trans>
            </p>
          )}
          {search.trim() === '' ? (
            <GuideArticle key={document.name} document={document} />
          ) : (
            <Found search={search} onLeave={() => setSearch('')} />
          )}
        </div>
      </div>
    </Shell>
  )
}

/** What tells of another address: the browser, or wouter. */
const MOVES = ['hashchange', 'popstate', 'pushState'] as const

/** The place that the address names is at the top, and has the focus. */
function showPlace() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  place?.scrollIntoView()
  place?.focus({ preventScroll: true })
}

function GuideArticle({ document }: { document: GuideDocument }) {
  const article = useRef<HTMLElement>(null)
  useInnerLinks(article)
  useEffect(() => {
    showPlace()
    for (const moved of MOVES) addEventListener(moved, showPlace)
    return () => MOVES.forEach((moved) => removeEventListener(moved, showPlace))
  }, [])
  const [first, ...others] = document.sections
  return (
    <article ref={article} className="lk-card-body lk-guide" lang="en">
      <h2>{document.title}</h2>
      {first && <Blocks section={first} />}
      {others.length > 1 && (
        <ul className="lk-guide-contents">
          {others.map((section) => (
            <li key={section.id} style={{ marginInlineStart: `${section.level - 2}rem` }}>
              <a href={guidePath(document, section)}>{section.title}</a>
            </li>
          ))}
        </ul>
      )}
      {others.map((section) => (
        <section key={section.id}>
          <SectionHeading section={section} />
          <Blocks section={section} />
        </section>
      ))}
    </article>
  )
}

function SectionHeading({ section: { id, level, title } }: { section: GuideSection }) {
  const Heading = level > 2 ? 'h4' : 'h3'
  return (
    <Heading id={id} tabIndex={-1}>
      {title}
    </Heading>
  )
}

const Blocks = ({ section }: { section: GuideSection }) =>
  section.blocks.map((block, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- a document is fixed
    <Block key={at} block={block} />
  ))

function Block({ block }: { block: GuideBlock }) {
  if (block.html !== undefined) {
    const html = guideMarkup(block.html)
    if (!block.isTable) return <div className="lk-guide-block" dangerouslySetInnerHTML={html} />
    // a table that is wider than the page is scrolled, by keyboard too
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls needs the focus
      <figure className="lk-guide-table" tabIndex={0} aria-label="Table" dangerouslySetInnerHTML={html} />
    )
  }
  return (
    <div className="lk-guide-code">
      <pre translate="no">
        <code>{block.code}</code>
      </pre>
      <span className="lk-actions">
        <CopyButton text={block.code}>
          <Trans>Copy</Trans>
        </CopyButton>
      </span>
    </div>
  )
}

/** Links from document to document stay in the page: nothing is loaded anew, and no network is needed. */
function useInnerLinks(article: React.RefObject<HTMLElement | null>): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    const shown = article.current
    const follow = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const href = link?.getAttribute('href') ?? ''
      if (!href.startsWith('/help/')) return
      event.preventDefault()
      navigate(href)
    }
    shown?.addEventListener('click', follow)
    return () => shown?.removeEventListener('click', follow)
  }, [article, navigate])
}

function Found({ search, onLeave }: { search: string; onLeave: () => void }) {
  const finds = searchGuide(search)
  const count = finds.length
  return (
    <div className="lk-card-body">
      <output className="text-secondary">
        <Plural value={count} _0="Nothing in the guide holds these words." one="# place" other="# places" />
      </output>
      <ul className="lk-guide-finds" lang="en">
        {finds.map(({ document, section, excerpt }) => (
          <li key={`${document.name} ${section.id}`}>
            <Link href={guidePath(document, section)} onClick={onLeave}>
              {section.level === 1 ? document.title : `${document.title}: ${section.title}`}
            </Link>
            <p className="text-secondary">{excerpt}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
