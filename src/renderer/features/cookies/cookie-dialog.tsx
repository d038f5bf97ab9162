import { useState } from 'react'
import type { JarCookie } from '../../../shared/stream/lab-state.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { LabelledCheck, LabelledInput, LabelledSelect } from '../../kit/fields.tsx'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { useServices } from '../../client/use-services.ts'
import { cookiesTexts } from './cookies-texts.ts'
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
    if (expiry !== '' && Number.isNaN(moment)) return cookiesTexts.badExpiry
    const wanted: JarCookie = expiry === '' ? rest : { ...rest, expires: moment }
    const written = await lab.call('cookie.write', {
      browser,
      cookie: wanted,
      ...(cookie === undefined ? {} : { instead: cookie }),
    })
    return written.ok ? undefined : written.failure.message
  }
  const name = participantLabel(browser)
  const title = cookie === undefined ? cookiesTexts.addTitle(name) : cookiesTexts.editTitle(cookie.name, name)
  return (
    <FormDialog title={title} hint={cookiesTexts.hint} onSave={save} onClose={onClose}>
      <NameAndValue draft={draft} onChange={change} isNew={cookie === undefined} />
      <div className="form-row">
        <WhereItGoes draft={draft} onChange={change} />
        <LabelledInput
          label={columns.expires}
          aside={cookiesTexts.expiresHint}
          type="datetime-local"
          value={expiry}
          onChange={setExpiry}
        />
      </div>
      <Checks draft={draft} onChange={change} />
    </FormDialog>
  )
}

interface PartProps {
  readonly draft: JarCookie
  readonly onChange: (part: Partial<JarCookie>) => void
}

const { columns } = cookiesTexts

const NameAndValue = ({ draft, onChange, isNew }: PartProps & { readonly isNew: boolean }) => (
  <>
    <LabelledInput
      label={columns.name}
      value={draft.name}
      isFirst={isNew}
      onChange={(name) => {
        onChange({ name })
      }}
    />
    <LabelledInput
      label={columns.value}
      value={draft.value}
      isFirst={!isNew}
      onChange={(value) => {
        onChange({ value })
      }}
    />
  </>
)

const WhereItGoes = ({ draft, onChange }: PartProps) => (
  <>
    <LabelledInput
      label={columns.domain}
      aside={cookiesTexts.domainHint}
      value={draft.domain}
      onChange={(domain) => {
        onChange({ domain })
      }}
    />
    <LabelledInput
      label={columns.path}
      value={draft.path}
      onChange={(path) => {
        onChange({ path })
      }}
    />
    <LabelledSelect
      label={columns.sameSite}
      value={draft.sameSite}
      options={sameSites}
      nameOf={(option) => (option === 'unspecified' ? cookiesTexts.unspecified : option)}
      onChange={(sameSite) => {
        onChange({ sameSite })
      }}
    />
  </>
)

const Checks = ({ draft, onChange }: PartProps) => (
  <div className="form-checks">
    <LabelledCheck
      label={columns.httpOnly}
      isOn={draft.httpOnly}
      onChange={(httpOnly) => {
        onChange({ httpOnly })
      }}
    />
    <LabelledCheck
      label={columns.secure}
      isOn={draft.secure}
      onChange={(secure) => {
        onChange({ secure })
      }}
    />
  </div>
)
