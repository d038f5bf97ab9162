import type { SessionValue } from '../session/session-data.ts'
import { counterPage, redirectPage } from './pages.ts'
import type { View } from './view.ts'

/** `GET /`: one more. */
export const countView: View = (session) => {
  const count = countOf(session.get('count')) + 1
  session.set('count', count)
  return { status: 200, html: counterPage(count) }
}

/** `POST /reset`: forgets everything and goes back to the counter. */
export const resetView: View = (session) => {
  session.clear()
  return { status: 302, headers: { Location: '/' }, html: redirectPage('/') }
}

// A session may have been written by others: what is no number counts as nothing. Python's True is 1.
const countOf = (value: SessionValue | undefined): number => {
  if (typeof value === 'number') return value
  if (value === true) return 1
  const isNumeral = typeof value === 'object' && value !== null && 'type' in value && value.type === 'numeral'
  return isNumeral && Number.isFinite(Number(value.text)) ? Number(value.text) : 0
}
