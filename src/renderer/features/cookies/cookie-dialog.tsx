import { useState } from 'react'
import type { JarCookie } from '../../../shared/stream/observation.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { LabelledCheck, LabelledInput, LabelledSelect } from '../../kit/fields.tsx'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { useServices } from '../../client/use-services.ts'
import { texts } from '../../texts/texts.ts'
import { localTime } from './local-time.ts'

const sameSites = ['unspecified', 'lax', 'strict', 'none'] as const

const blank: JarCookie = {
  name: '',
  value: '',
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'unspecified',
}

interface CookieDialogProps {
  readonly browser: BrowserId
  /** The cookie to change; a new one without it. */
  readonly cookie?: JarCookie
  readonly onClose: () => void
}

/** Everything about one cookie, to be changed in the jar itself. */
export const CookieDialog = ({ browser, cookie, onClose }: CookieDialogProps) => {
  const { lab } = useServices()
  const [draft, setDraft] = useState(cookie ?? blank)
  const [expiry, setExpiry] = useState(cookie?.expires === undefined ? '' : localTime(cookie.expires))
  const change = (part: Partial<JarCookie>) => {
    setDraft({ ...draft, ...part })
  }
  const save = async (): Promise<string | undefined> => {
    const { expires: _, ...rest } = draft
    const moment = new Date(expiry).getTime()
    if (expiry !== '' && Number.isNaN(moment)) return texts.cookies.badExpiry
    const wanted: JarCookie = expiry === '' ? rest : { ...rest, expires: moment }
    const written = await lab.call('cookie.write', {
      browser,
      cookie: wanted,
      ...(cookie === undefined ? {} : { instead: cookie }),
    })
    return written.ok ? undefined : written.failure.message
  }
  const { columns } = texts.cookies
  const name = participantLabel(browser)
  const title = cookie === undefined ? texts.cookies.addTitle(name) : texts.cookies.editTitle(cookie.name, name)
  return (
    <FormDialog title={title} hint={texts.cookies.hint} onSave={save} onClose={onClose}>
      <LabelledInput
        label={columns.name}
        value={draft.name}
        isFirst={cookie === undefined}
        onChange={(text) => {
          change({ name: text })
        }}
      />
      <LabelledInput
        label={columns.value}
        value={draft.value}
        isFirst={cookie !== undefined}
        onChange={(value) => {
          change({ value })
        }}
      />
      <div className="form-row">
        <LabelledInput
          label={columns.domain}
          aside={texts.cookies.domainHint}
          value={draft.domain}
          onChange={(domain) => {
            change({ domain })
          }}
        />
        <LabelledInput
          label={columns.path}
          value={draft.path}
          onChange={(path) => {
            change({ path })
          }}
        />
        <LabelledSelect
          label={columns.sameSite}
          value={draft.sameSite}
          options={sameSites}
          nameOf={(option) => (option === 'unspecified' ? texts.cookies.unspecified : option)}
          onChange={(sameSite) => {
            change({ sameSite })
          }}
        />
        <LabelledInput
          label={columns.expires}
          aside={texts.cookies.expiresHint}
          type="datetime-local"
          value={expiry}
          onChange={setExpiry}
        />
      </div>
      <div className="form-checks">
        <LabelledCheck
          label={columns.httpOnly}
          isOn={draft.httpOnly}
          onChange={(httpOnly) => {
            change({ httpOnly })
          }}
        />
        <LabelledCheck
          label={columns.secure}
          isOn={draft.secure}
          onChange={(secure) => {
            change({ secure })
          }}
        />
      </div>
    </FormDialog>
  )
}
