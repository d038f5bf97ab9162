const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

// Each looks at a page once from its beginning to its end: what a page leaves open must not have it searched again and again.
const headingStart = /<h1\b[^<>]*>/i
const headingEnd = /<\/h1\s*>/i
const titleStart = /<title\b[^<>]*>/i
const titleEnd = /<\/title\s*>/i

/** What an HTML page says first: its top heading, else its title. Undefined where it has neither. */
export const pageHeading = (html: string): string | undefined => {
  const inner = between(html, headingStart, headingEnd) ?? between(html, titleStart, titleEnd)
  return inner === undefined ? undefined : pageText(inner) || undefined
}

const between = (html: string, start: RegExp, end: RegExp): string | undefined => {
  const opened = start.exec(html)
  if (opened === null) return undefined
  const rest = html.slice(opened.index + opened[0].length)
  const length = rest.search(end)
  return length < 0 ? undefined : rest.slice(0, length)
}

/** The text of a piece of HTML, without its tags. */
export const pageText = (html: string): string => {
  const text = withoutTags(html).replace(/&(#?\w{1,8});/g, (whole, name: string) =>
    Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole,
  )
  return inOneLine(text)
}

/** A text with single spaces, and none at its ends. */
export const inOneLine = (text: string): string => text.replace(/[^\S ]\s*| \s+/g, ' ').trim()

const withoutTags = (html: string): string => {
  const pieces: string[] = []
  let from = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    const end = html.indexOf('>', at)
    if (end < 0) break
    pieces.push(html.slice(from, at))
    from = end + 1
  }
  pieces.push(html.slice(from))
  return pieces.join('')
}
