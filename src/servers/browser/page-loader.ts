import type { AxiosResponse } from 'axios'
import { isLocalUrl } from '../../shared/base/address.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { blankPage, type Page } from '../../shared/stream/lab-state.ts'
import { NoAnswer } from './fetch-page.ts'
import { redirectedRequest, type PageRequest } from './page-request.ts'
import { titleOf } from './title-of.ts'

interface LoaderOptions {
  /** Asks for one page. Rejects with {@link NoAnswer}. */
  readonly send: (request: PageRequest) => Promise<AxiosResponse<string>>
  /** Told of each page that is shown, and that one is loading. */
  readonly onPage: (page: Page) => void
}

/** The page of a simulated browser, and how it comes there. */
export interface PageLoader {
  page(): Page
  /** Asks for a page, and follows where that leads. */
  load(request: PageRequest): Promise<Result<undefined>>
  /** Asks for the page that is shown once more. */
  again(): Promise<Result<undefined>>
  /** Done when the newest page that was asked for is shown or has failed. */
  settled(): Promise<unknown>
}

/** Redirects that are followed in a row, as in Chromium. */
const redirectsAtMost = 20

/** A {@link PageLoader} that shows nothing yet. */
export const createPageLoader = ({ send, onPage }: LoaderOptions): PageLoader => {
  let page: Page = blankPage
  // A page that is asked for again counts as caused by whatever caused it (RFC 6265bis §5.2).
  let initiator: URL | undefined
  let loading: Promise<unknown> = Promise.resolve()

  const show = (next: Page): void => {
    page = next
    onPage(page)
  }

  const fail = (url: string, problem: string): Result<undefined> => {
    show({ url, title: '', state: 'failed', problem })
    return failure('unavailable', problem)
  }

  const visit = async (wanted: PageRequest, redirects = 0): Promise<Result<undefined>> => {
    const response = await send(wanted)
    const next = redirectedRequest(wanted, response)
    if (next === undefined) {
      show({ url: wanted.url, state: 'shown', ...drawn(response) })
      return success(undefined)
    }
    if (redirects >= redirectsAtMost) return fail(wanted.url, `${wanted.url} redirected too many times.`)
    if (!isLocalUrl(next.url))
      return fail(wanted.url, `${wanted.url} redirects to ${next.url}, which is not on this machine.`)
    return visit(next, redirects + 1)
  }

  const tryToVisit = async (wanted: PageRequest): Promise<Result<undefined>> => {
    if (!isLocalUrl(wanted.url)) return failure('refused', 'A simulated browser only opens pages of this machine.')
    show({ ...page, url: wanted.url, state: 'loading' })
    initiator = wanted.initiator
    try {
      return await visit(wanted)
    } catch (thrown) {
      if (thrown instanceof NoAnswer) return fail(wanted.url, `${wanted.url} did not answer: ${thrown.message}`)
      // It did; what went wrong is the browser's own, and whoever guards it tells of that.
      fail(wanted.url, `The simulated browser failed on what ${wanted.url} answered: ${messageOf(thrown)}`)
      throw thrown
    }
  }

  const load = (wanted: PageRequest): Promise<Result<undefined>> => {
    const going = tryToVisit(wanted)
    loading = going.catch(() => undefined)
    return going
  }

  return {
    page: () => page,
    load,
    again: () => load({ method: 'GET', url: page.url, initiator }),
    settled: () => loading,
  }
}

const drawn = ({ data, headers }: AxiosResponse<string>): Pick<Page, 'title' | 'html'> => {
  const isHtml = String(headers['content-type'] ?? '').startsWith('text/html')
  const html = isHtml ? data : `<pre>${data.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
  return { title: isHtml ? titleOf(html) : '', html }
}
