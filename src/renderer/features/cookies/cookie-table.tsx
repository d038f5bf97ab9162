import { Copy, Pencil, Trash2 } from 'lucide-react'
import type { JarCookie } from '../../../shared/stream/observation.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { texts } from '../../texts/texts.ts'

const columns = ['name', 'value', 'domain', 'path'] as const

interface CookieTableProps {
  readonly browser: BrowserId
  /** The browser that a cookie can be copied to. */
  readonly other: BrowserId
  readonly cookies: readonly JarCookie[]
  readonly onEdit: (cookie: JarCookie) => void
  readonly onCopy: (cookie: JarCookie) => void
  readonly onDelete: (cookie: JarCookie) => void
}

/** The cookies of one jar with everything that the browser keeps of them, and what can be done to each. */
export const CookieTable = ({ browser, other, cookies, onEdit, onCopy, onDelete }: CookieTableProps) => (
  <table className="facts" aria-label={texts.cookies.table(participantLabel(browser))}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {texts.cookies.columns[column]}
          </th>
        ))}
        <th scope="col">{texts.cookies.attributes}</th>
        <th scope="col">{texts.cookies.columns.expires}</th>
        <th scope="col">
          <span className="visually-hidden">{texts.cookies.actions}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {cookies.map((cookie) => (
        <tr key={[cookie.domain, cookie.path, cookie.name, cookie.partitioned].join(' ')}>
          <td className="mono">{cookie.name}</td>
          <td className="mono facts-long">{cookie.value}</td>
          <td className="mono">{cookie.domain}</td>
          <td className="mono">{cookie.path}</td>
          <td>
            <span className="facts-tags">
              {attributesOf(cookie).map((attribute) => (
                <span key={attribute} className="tag">
                  {attribute}
                </span>
              ))}
            </span>
          </td>
          <td>{cookie.expires === undefined ? texts.cookies.withBrowser : texts.cookies.expires(cookie.expires)}</td>
          <td className="facts-actions">
            <IconButton
              icon={Pencil}
              name={texts.cookies.edit(cookie.name)}
              onPress={() => {
                onEdit(cookie)
              }}
            />
            <IconButton
              icon={Copy}
              name={texts.cookies.copyTo(cookie.name, participantLabel(other))}
              onPress={() => {
                onCopy(cookie)
              }}
            />
            <IconButton
              icon={Trash2}
              name={texts.cookies.delete(cookie.name)}
              onPress={() => {
                onDelete(cookie)
              }}
            />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const attributesOf = ({ httpOnly, secure, sameSite, partitioned }: JarCookie): string[] => [
  ...(httpOnly ? [texts.browser.httpOnly] : []),
  ...(secure ? [texts.browser.secure] : []),
  ...(sameSite === 'unspecified' ? [] : [texts.browser.sameSite(sameSite)]),
  ...(partitioned === true ? [texts.browser.partitioned] : []),
]
