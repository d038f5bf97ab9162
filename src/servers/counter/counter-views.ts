import { oneMore } from '../session/session-number.ts'
import { counterPage, redirectPage } from './pages.ts'
import type { View } from './view.ts'

/** `GET /`: one more. */
export const countView: View = (session) => {
  const { value, text } = oneMore(session.get('count'))
  session.set('count', value)
  return { status: 200, html: counterPage(text) }
}

/** `POST /reset`: forgets everything and goes back to the counter. */
export const resetView: View = (session) => {
  session.clear()
  return { status: 302, headers: { Location: '/' }, html: redirectPage('/') }
}
