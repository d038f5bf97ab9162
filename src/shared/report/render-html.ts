import type { Block, Mark, RawMessage, ReportDocument, Section } from './blocks.ts'
import { htmlMarks } from './data-block.ts'
import { printedFooter, reportStyle } from './report-style.ts'
import type { Shown } from './report.ts'
import { reportTexts as texts } from './report-texts.ts'

/** PNG pictures as base64, by their SHA-256. */
export type Pictures = ReadonlyMap<string, string>

/** A report as one HTML file that needs no other; the data's block is at its end, still empty. `footer`: who writes the foot of each printed page. */
export const renderHtml = (
  report: ReportDocument,
  pictures: Pictures,
  footer: 'style' | 'printer' = 'style',
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(`${report.title}: ${report.name}`)}</title>
<style>
${reportStyle}${footer === 'style' ? printedFooter(report.digest) : ''}</style>
</head>
<body>
<header>
<h1>${escaped(report.title)}</h1>
${factsHtml(report.facts)}
</header>
<nav aria-labelledby="contents">
<h2 id="contents">${texts.contents}</h2>
<ol>
${report.sections.map(contentsEntry).join('\n')}
</ol>
</nav>
<main>
${report.sections.map((section) => sectionHtml(section, 2, pictures)).join('\n')}
</main>
<footer><p>${texts.facts.digest} <code>${report.digest}</code></p></footer>
${htmlMarks.open}${htmlMarks.close}
</body>
</html>
`

const contentsEntry = ({ id, title, mark, sections }: Section): string =>
  `<li><a href="#${id}">${escaped(title)}</a>${markHtml(mark)}${sections.length === 0 ? '' : `\n<ol>\n${sections.map(contentsEntry).join('\n')}\n</ol>\n`}</li>`

const sectionHtml = ({ id, title, mark, blocks, sections }: Section, level: number, pictures: Pictures): string =>
  [
    `<section aria-labelledby="${id}"${level === 2 ? ' class="chapter"' : ''}>`,
    `<h${level} id="${id}">${escaped(title)}${markHtml(mark)}</h${level}>`,
    ...blocks.map((block) => blockHtml(block, pictures)),
    ...sections.map((section) => sectionHtml(section, level + 1, pictures)),
    '</section>',
  ].join('\n')

const signs: Record<Mark, string> = { passed: '✓', failed: '✗', pending: '○' }

const markHtml = (mark: Mark | undefined): string =>
  mark === undefined ? '' : ` <span class="mark ${mark}">${signs[mark]} ${texts.marks[mark]}</span>`

const blockHtml = (block: Block, pictures: Pictures): string => {
  switch (block.kind) {
    case 'prose':
      return `<p${block.isQuiet === true ? ' class="quiet"' : ''}>${prose(block.text)}</p>`
    case 'plain':
      return `<p class="plain">${escaped(block.text.trim())}</p>`
    case 'facts':
      return factsHtml(block.facts)
    case 'list':
      return `<ul>\n${block.items.map(({ mark, text }) => `<li${mark === undefined ? '' : ` class="${mark}"`}>${mark === undefined ? '' : `${signs[mark]} `}${prose(text)}</li>`).join('\n')}\n</ul>`
    case 'evidence':
      return `<ul class="evidence">\n${block.items.map(evidenceItem).join('\n')}\n</ul>`
    case 'exchange':
      return `<figure id="${block.anchor}" class="exchange${block.isNested ? ' nested' : ''}">\n<figcaption>${escaped(block.title)}</figcaption>\n<div class="messages">${block.messages.map(messageHtml).join('')}</div>\n</figure>`
    case 'code':
      return `<figure class="code">\n<figcaption>${escaped(block.title)}</figcaption>\n<pre>${escaped(block.text)}</pre>\n</figure>`
    case 'shown':
      return `<div class="browsers">${block.shown.map((shown) => shownHtml(shown, pictures)).join('')}</div>`
  }
}

const evidenceItem = ({ exchange, anchor, note }: Extract<Block, { kind: 'evidence' }>['items'][number]): string => {
  const number = exchange === undefined ? '' : `#${exchange}`
  return `<li>${anchor === undefined ? number : `<a href="#${anchor}">${number}</a>`} <code>${escaped(note)}</code></li>`
}

const messageHtml = ({ title, start, headers, body }: RawMessage): string => {
  const lines = headers.map(([name, value]) => {
    const line = `<b>${escaped(name)}:</b> ${escaped(value)}`
    return /^(set-)?cookie$/i.test(name) ? `<mark>${line}</mark>` : line
  })
  const rest = body === '' ? '' : `\n\n${escaped(body)}`
  return `<div><p>${escaped(title)}</p><pre>${[`<strong>${escaped(start)}</strong>`, ...lines].join('\n')}${rest}</pre></div>`
}

const shownHtml = (shown: Shown, pictures: Pictures): string => {
  const caption = `<figcaption>${escaped(texts.shown(shown.browser))} <code>${escaped(texts.shownAt(shown.url))}</code></figcaption>`
  if (shown.kind === 'text')
    return `<figure>${caption}<blockquote>${escaped(shown.text)}</blockquote><p class="quiet">${escaped(shown.why)}</p></figure>`
  const { sha256, width, height } = shown
  return `<figure>${caption}<img alt="${escaped(texts.shown(shown.browser))}" width="${width}" height="${height}" src="data:image/png;base64,${pictures.get(sha256) ?? ''}"></figure>`
}

const factsHtml = (facts: readonly (readonly [string, string])[]): string =>
  `<dl>\n${facts.map(([term, text]) => `<div><dt>${escaped(term)}</dt><dd>${prose(text)}</dd></div>`).join('\n')}\n</dl>`

const prose = (text: string): string =>
  escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
