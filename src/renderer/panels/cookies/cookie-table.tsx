import type { JarCookie } from '../../../shared/observation.ts'
import { texts } from '../../texts.ts'

const columns = ['name', 'value', 'domain', 'path', 'httpOnly', 'secure', 'sameSite', 'expires'] as const

/** The cookies of one jar with everything that the browser keeps of them. */
export const CookieTable = ({ name, cookies }: { readonly name: string; readonly cookies: readonly JarCookie[] }) => (
  <table className="facts" aria-label={texts.cookies.table(name)}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {texts.cookies.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {cookies.map((cookie) => (
        <tr key={`${cookie.domain}${cookie.path}${cookie.name}`}>
          <td className="mono">{cookie.name}</td>
          <td className="mono facts-long">{cookie.value}</td>
          <td className="mono">{cookie.domain}</td>
          <td className="mono">{cookie.path}</td>
          <td>{cookie.httpOnly ? texts.cookies.yes : texts.cookies.no}</td>
          <td>{cookie.secure ? texts.cookies.yes : texts.cookies.no}</td>
          <td>{cookie.sameSite === 'unspecified' ? texts.cookies.unspecified : cookie.sameSite}</td>
          <td>{cookie.expires === undefined ? texts.cookies.withBrowser : texts.cookies.expires(cookie.expires)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
