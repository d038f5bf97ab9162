import { ask } from './raw-request.ts'

/** What a visitor of the counter got. */
export interface Visited {
  readonly status: number
  /** The number on the page; undefined on any other page. */
  readonly count: number | undefined
  /** The first Set-Cookie line; empty when there is none. */
  readonly line: string
  /** What a browser would send back: the cookie that was set, or else the one that was sent. */
  readonly cookie: string
  readonly text: string
}

/** Asks the counter for its page with a cookie, and keeps what it sets. */
export const visit = async (counter: string, cookie = ''): Promise<Visited> => {
  const { status, setCookie, text } = await ask(counter, '/', cookie === '' ? {} : { headers: { Cookie: cookie } })
  const [line = ''] = setCookie
  const count = /<h1>Count: (\d+)<\/h1>/.exec(text)?.[1]
  return {
    status,
    count: count === undefined ? undefined : Number(count),
    line,
    cookie: line.split(';')[0] || cookie,
    text,
  }
}
