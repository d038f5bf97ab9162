import { Copy, Pencil, Trash2 } from 'lucide-react'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { cookieTags } from '../../widgets/cookie-tags.ts'
import { cookiesTexts } from './cookies-texts.ts'

const columns = ['name', 'value', 'domain', 'path'] as const

interface CookieActionsProps {
  /** The browser that a cookie can be copied to. */
  readonly other: BrowserId
  readonly onEdit: (cookie: JarCookie) => void
  readonly onCopy: (cookie: JarCookie) => void
  readonly onDelete: (cookie: JarCookie) => void
}

interface CookieTableProps extends CookieActionsProps {
  readonly browser: BrowserId
  readonly cookies: readonly JarCookie[]
}

/** The cookies of one jar with everything that the browser keeps of them, and what can be done to each. */
export const CookieTable = ({ browser, cookies, ...actions }: CookieTableProps) => (
  <table className="facts" aria-label={cookiesTexts.table(participantLabel(browser))}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {cookiesTexts.columns[column]}
          </th>
        ))}
        <th scope="col">{cookiesTexts.attributes}</th>
        <th scope="col">{cookiesTexts.columns.expires}</th>
        <th scope="col">
          <span className="visually-hidden">{cookiesTexts.actions}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {cookies.map((cookie) => (
        <CookieRow
          key={[cookie.domain, cookie.path, cookie.name, cookie.partitioned].join(' ')}
          cookie={cookie}
          {...actions}
        />
      ))}
    </tbody>
  </table>
)

interface CookieRowProps extends CookieActionsProps {
  readonly cookie: JarCookie
}

const CookieRow = ({ cookie, ...actions }: CookieRowProps) => (
  <tr>
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
    <td>{cookie.expires === undefined ? cookiesTexts.withBrowser : cookiesTexts.expires(cookie.expires)}</td>
    <CookieActions cookie={cookie} {...actions} />
  </tr>
)

const CookieActions = ({ cookie, other, onEdit, onCopy, onDelete }: CookieRowProps) => (
  <td className="facts-actions">
    <IconButton
      icon={Pencil}
      name={cookiesTexts.edit(cookie.name)}
      onPress={() => {
        onEdit(cookie)
      }}
    />
    <IconButton
      icon={Copy}
      name={cookiesTexts.copyTo(cookie.name, participantLabel(other))}
      onPress={() => {
        onCopy(cookie)
      }}
    />
    <IconButton
      icon={Trash2}
      name={cookiesTexts.delete(cookie.name)}
      onPress={() => {
        onDelete(cookie)
      }}
    />
  </td>
)

const attributesOf = (cookie: JarCookie): string[] => [
  ...cookieTags(cookie),
  ...(cookie.partitioned === true ? ['Partitioned'] : []),
]
