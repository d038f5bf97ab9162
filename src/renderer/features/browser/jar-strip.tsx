import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { cookieTags } from '../../widgets/cookie-tags.ts'
import { browserTexts } from './browser-texts.ts'

/** The cookies that a browser holds now, in one line. */
export const JarStrip = ({ name, cookies }: { readonly name: string; readonly cookies: readonly JarCookie[] }) => (
  <div className="jar-strip">
    <span className="tag jar-tag" aria-hidden>
      {browserTexts.jar}
    </span>
    {cookies.length === 0 ? (
      <span className="mute">{browserTexts.jarEmpty}</span>
    ) : (
      <ul aria-label={browserTexts.jarOf(name)}>
        {cookies.map((cookie) => (
          <li key={`${cookie.domain}${cookie.path}${cookie.name}`} className="jar-cookie">
            <code title={`${cookie.name}=${cookie.value}`}>
              {cookie.name}={cookie.value}
            </code>
            {[...cookieTags(cookie), browserTexts.path(cookie.path)].map((tag) => (
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
