import type { JarCookie } from '../../../shared/stream/observation.ts'
import { texts } from '../../texts/texts.ts'

/** The cookies that a browser holds now, in one line. */
export const JarStrip = ({ name, cookies }: { readonly name: string; readonly cookies: readonly JarCookie[] }) => (
  <div className="jar-strip">
    <span className="tag jar-tag" aria-hidden>
      {texts.browser.jar}
    </span>
    {cookies.length === 0 ? (
      <span className="mute">{texts.browser.jarEmpty}</span>
    ) : (
      <ul aria-label={texts.browser.jarOf(name)}>
        {cookies.map((cookie) => (
          <li key={`${cookie.domain}${cookie.path}${cookie.name}`} className="jar-cookie">
            <code title={`${cookie.name}=${cookie.value}`}>
              {cookie.name}={cookie.value}
            </code>
            {tagsOf(cookie).map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
          </li>
        ))}
      </ul>
    )}
  </div>
)

const tagsOf = ({ httpOnly, secure, sameSite, path }: JarCookie): string[] => [
  ...(httpOnly ? [texts.browser.httpOnly] : []),
  ...(secure ? [texts.browser.secure] : []),
  ...(sameSite === 'unspecified' ? [] : [texts.browser.sameSite(sameSite)]),
  texts.browser.path(path),
]
