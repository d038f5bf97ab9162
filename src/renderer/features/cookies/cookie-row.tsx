import { ArrowRightLeft, Pencil, Trash2 } from 'lucide-react'
import type { EqualCookie } from '../../../shared/exchange/equal-cookie.ts'
import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import type { LessonId } from '../../../shared/stream/judged.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import type { SessionKey } from '../../../shared/story/session-life.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { LongText } from '../../kit/long-text.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { cookieTags } from '../../widgets/cookie-tags.ts'
import { equalCookieText } from '../../widgets/equal-cookie-texts.ts'
import { FollowButton } from '../../widgets/follow-button.tsx'
import { cookiesTexts } from './cookies-texts.ts'

export interface CookieActionsProps {
  /** The browser that a cookie can be copied to. */
  readonly other: BrowserId
  /** The experiment whose stand-ins the browsers are, if they are such. */
  readonly stage: LessonId | undefined
  readonly onEdit: (cookie: JarCookie) => void
  readonly onCopy: (cookie: JarCookie) => void
  readonly onDelete: (cookie: JarCookie) => void
}

interface CookieRowProps extends CookieActionsProps {
  readonly cookie: JarCookie
  readonly isSimulated: boolean
  /** Why the other jar has the same one, if it has. */
  readonly equal: EqualCookie | undefined
  readonly session: SessionKey | undefined
  readonly isFollowed: boolean
}

/** One cookie with everything that the browser keeps of it, and what can be done to it. */
export const CookieRow = ({ cookie, isSimulated, equal, ...rest }: CookieRowProps) => (
  <tr data-is-followed={rest.isFollowed}>
    <td className="mono">
      <SeenText>{cookie.name}</SeenText>
    </td>
    <td className="facts-long">
      <div className="facts-value mono">
        <LongText length={cookie.value.length}>
          <span className="facts-value-text">
            <SeenText>{cookie.value}</SeenText>
          </span>
        </LongText>
        <CopyButton name={cookiesTexts.copyValue(cookie.name)} text={cookie.value} />
      </div>
      {equal === undefined ? null : (
        <p className="facts-equal">{equalCookieText(equal, actorLabel(rest.other, [], rest.stage))}</p>
      )}
    </td>
    <td className="mono">{cookie.domain}</td>
    <td className="mono">{cookie.path}</td>
    <td>
      <span className="facts-tags">
        {attributesOf(cookie, isSimulated).map((attribute) => (
          <span key={attribute} className="tag">
            {attribute}
          </span>
        ))}
      </span>
    </td>
    <td className="facts-expires">
      {cookie.expires === undefined ? cookiesTexts.withBrowser : cookiesTexts.expires(cookie.expires)}
    </td>
    <CookieActions cookie={cookie} {...rest} />
  </tr>
)

type ActionsProps = Omit<CookieRowProps, 'isSimulated' | 'equal'>

const CookieActions = ({ cookie, other, stage, session, isFollowed, onEdit, onCopy, onDelete }: ActionsProps) => (
  <td className="facts-actions">
    <FollowButton session={session} isFollowed={isFollowed} />
    <IconButton
      icon={Pencil}
      name={cookiesTexts.edit(cookie.name)}
      onPress={() => {
        onEdit(cookie)
      }}
    />
    <IconButton
      icon={ArrowRightLeft}
      name={cookiesTexts.copyTo(cookie.name, actorLabel(other, [], stage))}
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

const attributesOf = (cookie: JarCookie, isSimulated: boolean): string[] => [
  ...cookieTags(cookie),
  ...(cookie.sameSite === 'unspecified' ? [cookiesTexts.laxByDefault(isSimulated)] : []),
  ...(cookie.partitioned === true ? ['Partitioned'] : []),
]
