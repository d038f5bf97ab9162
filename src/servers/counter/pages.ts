/** The counter's page: the very elements of the original. */
export const counterPage = (count: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter example</title></head>
<body>
<h1>Count: ${count}</h1>
<form method="POST" action="/reset"><input type="submit" value="Reset" /></form>
</body>
</html>
`

/** The body of a redirect, as Werkzeug writes it (werkzeug/utils.py, `redirect`). */
export const redirectPage = (location: string): string => `<!doctype html>
<html lang=en>
<title>Redirecting...</title>
<h1>Redirecting...</h1>
<p>You should be redirected automatically to the target URL: <a href="${escapeHtml(location)}">${escapeHtml(location)}</a>. If not, click the link.
`

/** A page that says what went wrong, and what to do. */
export const problemPage = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</body>
</html>
`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
