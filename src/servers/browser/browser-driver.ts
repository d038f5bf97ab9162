import type { Bounds, SubmittedForm } from '../../shared/wire/contract.ts'
import type { CookieKey, JarCookie } from '../../shared/stream/lab-state.ts'
import type { Result } from '../../shared/base/result.ts'

/** What a browser shows at one moment: a picture, or where it cannot have one the page's text, and why. */
export type Look =
  | { readonly kind: 'picture'; readonly png: Uint8Array; readonly width: number; readonly height: number }
  | {
      readonly kind: 'text'
      readonly text: string
      readonly why: string
      /** It can show a picture, only not yet: another look may give it. */
      readonly isForNow?: boolean
    }

/**
 * A browser of the lab, with a jar of its own: a native Chromium view or one that the server simulates.
 * What it does is seen in the stream (`page.changed`, `jar.changed`, `cookie.blocked`), which it feeds itself.
 */
export interface BrowserDriver {
  /** Goes to a URL of this machine; done when its page is shown or has failed. */
  open(url: string): Promise<Result<undefined>>
  /** Asks for the page again; done when it is shown or has failed. */
  reload(): Promise<Result<undefined>>
  /** What the jar holds now. */
  cookies(): Promise<readonly JarCookie[]>
  clearCookies(): Promise<Result<undefined>>
  /** Puts a cookie into the jar; the browser's own refusal is the failure. */
  writeCookie(cookie: JarCookie): Promise<Result<undefined>>
  deleteCookie(cookie: CookieKey): Promise<Result<undefined>>
  openDeveloperTools(): Promise<Result<undefined>>
  /** Where the panel has left room for it; `null` hides it. */
  place(bounds: Bounds | null): Promise<Result<undefined>>
  submit(form: SubmittedForm): Promise<Result<undefined>>
  /** Presses the button of this name on the page, as a visitor would; done when what follows is shown or has failed. */
  press(button: string): Promise<Result<undefined>>
  /** What it shows right now, also where the panel has hidden it. */
  look(): Promise<Look>
  /** Evaluates an expression in the page as a script of its own would, and waits for the promise that it comes to. */
  runScript(code: string): Promise<Result<undefined>>
  /** The URL that it shows, if any. */
  currentUrl(): string
  close(): Promise<void>
}
