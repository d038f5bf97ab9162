const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What an HTML page says first: its top heading, else its title. Undefined where it has neither. */
export const pageHeading = (html: string): string | undefined => {
  const inner = elementText(html, 'h1') ?? elementText(html, 'title')
  return inner === undefined ? undefined : pageText(inner) || undefined
}

// What stands in the first element of a name. Each search begins where the last one ended, so that odd HTML costs no more
// than its length: a pattern that tries every opening tag to the end costs the square of it.
const elementText = (html: string, name: string): string | undefined => {
  const opening = html.search(new RegExp(`<${name}`, 'i'))
  const begin = opening < 0 ? -1 : html.indexOf('>', opening)
  if (begin < 0) return undefined
  const rest = html.slice(begin + 1)
  const end = rest.search(new RegExp(`</${name}>`, 'i'))
  return end < 0 ? undefined : rest.slice(0, end)
}

/** The text of a piece of HTML, without its tags. */
export const pageText = (html: string): string => {
  const text = withoutTags(html).replace(/&(#?\w+);/g, (whole, name: string) => (Object.hasOwn(entities, name) ? entities[name] ?? whole : whole))
  return text.replace(/\s+/g, ' ').trim()
}

const withoutTags = (html: string): string => {
  const texts: string[] = []
  for (let at = 0; ; ) {
    const opening = html.indexOf('<', at)
    const closing = opening < 0 ? -1 : html.indexOf('>', opening)
    if (closing < 0) return texts.join('') + html.slice(at)
    texts.push(html.slice(at, opening))
    at = closing + 1
  }
}
