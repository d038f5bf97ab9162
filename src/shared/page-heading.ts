const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What an HTML page says first: its top heading, else its title. Undefined where it has neither. */
export const pageHeading = (html: string): string | undefined => {
  const [, inner] = /<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(html) ?? /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html) ?? []
  return inner === undefined ? undefined : pageText(inner) || undefined
}

/** The text of a piece of HTML, without its tags. */
export const pageText = (html: string): string => {
  const text = html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
  return text.replace(/\s+/g, ' ').trim()
}
