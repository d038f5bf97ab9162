import { explainRefusal } from '../../../../shared/cookie/cookie-refusals.ts'
import type { SessionJudgement, SetLine, ObservedStoreCall, Story } from '../../../../shared/story/story.ts'
import { short } from '../../../texts/wording.ts'
import { changesText, membersText } from './member-texts.ts'
import { refusalReasons } from '../../../texts/refusal-reasons.ts'
import type { StoryNames } from './story-names.ts'

/** How a gist is to be read at a glance. */
export type GistTone = 'plain' | 'good' | 'bad'

/** A story in one or two sentences. Exchanges are named as `#7`. */
export const gistOf = (story: Story, names: StoryNames): string =>
  [heldBack(story, names), visitOrCall(story, names), notKept(story), ending(story)]
    .filter((sentence) => sentence !== '')
    .join(' ')

/** Its tone: bad where something was refused, failed or not kept. */
export const toneOf = ({ judged, set, end }: Story): GistTone => {
  if (judged.state === 'refused' || judged.state === 'store-failed' || end.state === 'failed') return 'bad'
  if (set.some(isRefused)) return 'bad'
  return judged.state === 'accepted' ? 'good' : 'plain'
}

/** What a Set-Cookie line means, in a few words; without what became of it in the jar. */
export const lineGist = (story: Story, { role, reading, isAsBrought }: SetLine): string => {
  const { data, judged } = story
  if (role === 'deletes') return 'deletes the session’s cookie'
  if (role === 'other' || role === 'unknown') {
    if (reading.verdict.state === 'ended') return 'deletes the cookie'
    return isAsBrought ? 'the value that the request brought' : 'not a value that the request brought'
  }
  if (data.state !== 'saved') return ''
  const began = judged.state === 'refused' ? 'cookie refused, new session' : 'new session'
  if (judged.state !== 'accepted') return `${began}: ${membersText(data.after)}`
  if (judged.isAdopted) return `id taken over as it came: ${membersText(data.after)}`
  if (role === 'same-id') return `same id; stored ${storedChange(story)}`
  return data.changes.length === 0 ? 'same data, signed again' : `${changesText(data.changes)}, signed again`
}

const storedChange = ({ data }: Story): string => {
  if (data.state !== 'saved') return ''
  return data.changes.length === 0 ? `${membersText(data.after)} again` : changesText(data.changes)
}

const heldBack = ({ brought }: Story, { asker }: StoryNames): string => {
  const [first, ...others] = brought.heldBack
  if (first === undefined) return ''
  const name = first.text.split('=', 1)[0] ?? ''
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `${asker} held back ${name === '' ? 'a cookie without a name' : `its cookie ${name}`}${more}.`
}

const visitOrCall = (story: Story, names: StoryNames): string => {
  switch (story.of.kind) {
    case 'store-call':
      return callGist(story, names)
    case 'visit':
      return visitGist(story, names)
    case 'other':
      return wireGist(story)
  }
}

const callGist = ({ data: { calls }, of, end }: Story, { server }: StoryNames): string => {
  const [call] = calls
  const behind = of.kind === 'store-call' && of.parent !== undefined ? `, for #${of.parent}` : ''
  if (call === undefined || end.state !== 'answered') return ''
  return `${storeCallText(call, server)}${behind}.`
}

/** What a call of the store did: `Read {"count":1} under 828461d4…`. */
export const storeCallText = ({ deed, key, value, result }: ObservedStoreCall, server: string): string => {
  if (result.state === 'failed') return `${server} answered ${result.problem}`
  if (result.state === 'conflict')
    return 'Nothing was written: the entry was no longer the one that had been read (412)'
  if (result.state === 'pending') return `No answer from ${server} yet`
  const under = key === undefined ? '' : ` under ${short(key)}`
  switch (deed) {
    case 'read':
      return value === 'null' ? `Found nothing${under}` : `Read ${short(value ?? 'a value', 60)}${under}`
    case 'wrote':
      return `Wrote ${short(value ?? 'a value', 60)}${under}`
    case 'deleted':
      return `Deleted what was${under}`
    case 'other':
      return `${server} answered`
  }
}

const visitGist = (story: Story, names: StoryNames): string => {
  const { judged } = story
  switch (judged.state) {
    case 'unknown':
      return wireGist(story)
    case 'pending':
      return ''
    case 'not-opened':
      return story.end.state === 'answered' ? `${names.server} opened no session for this request.` : ''
    case 'store-failed':
      return `The session could not be read: ${problemOf(judged.call)}.`
    case 'no-cookie':
      return `${judged.isEmpty ? 'The session cookie was empty' : 'No session cookie came'}${afterNone(story)}.`
    case 'accepted':
      return accepted(story, judged)
    case 'refused':
      return `The cookie was refused: ${refusalReasons[judged.reason]}${afterRefusal(story)}.`
  }
}

const problemOf = (call: ObservedStoreCall | undefined): string => {
  if (call?.result.state === 'pending') return `the store call #${call.exchange} was not answered`
  if (call?.result.state !== 'failed') return 'the store failed'
  return `the store call #${call.exchange} failed (${call.result.problem})`
}

const failedWrite = ({ data: { calls } }: Story): ObservedStoreCall | undefined =>
  calls.findLast(({ deed, result }) => (deed === 'wrote' || deed === 'deleted') && result.state === 'failed')

const afterNone = (story: Story): string => {
  const { data } = story
  if (data.state === 'saved') return `: a new session began with ${membersText(data.after)}`
  if (data.state === 'emptied') return ', so there was nothing to empty'
  return unsaved(story, 'a new session')
}

const afterRefusal = (story: Story): string => {
  const { data } = story
  if (data.state === 'saved') return `; a new session began with ${membersText(data.after)}`
  if (data.state === 'emptied')
    return wasDeleted(story) ? '; what was under its id was deleted' : '; there was nothing to empty'
  return unsaved(story, 'a new session')
}

// An id whose entry is no session keeps its entry until that is emptied.
const wasDeleted = ({ data: { calls } }: Story): boolean =>
  calls.some(({ deed, result }) => deed === 'deleted' && result.state === 'done')

const unsaved = (story: Story, what: string): string => {
  if (story.data.state !== 'read' || !story.data.isOver) return ''
  const call = failedWrite(story)
  return call === undefined ? ', and nothing was saved' : `, and ${what} could not be saved: ${problemOf(call)}`
}

const adopted = (story: Story): string => {
  const { data } = story
  if (data.state === 'saved') return `: a session began with ${membersText(data.after)}`
  return data.state === 'emptied' ? '; there was nothing to empty' : unsaved(story, 'the session')
}

const accepted = (story: Story, judged: Extract<SessionJudgement, { state: 'accepted' }>): string => {
  const { data } = story
  const isStored = judged.mode === 'server-side'
  if (judged.isAdopted) return `Nothing was stored under the id, and it was taken over as it came${adopted(story)}.`
  const what = isStored ? 'The id was accepted' : 'The signed cookie was accepted'
  switch (data.state) {
    case 'saved':
      if (isStored) return `${what}: stored ${storedChange(story)}, under the same id.`
      return data.changes.length === 0
        ? `${what}: the same data was signed again.`
        : `${what}: ${changesText(data.changes)}, signed again.`
    case 'emptied':
      return `${what}: the session was emptied, and the answer deletes its cookie.`
    case 'read':
      return `${what}${unsaved(story, 'what changed')}.`
    case 'none':
    case 'unknown':
      return `${what}.`
  }
}

// What is known where nobody tells of sessions: what came and what was set.
const wireGist = ({ brought: { session, others }, set, end }: Story): string => {
  const all = [...(session === undefined ? [] : [session]), ...others]
  const came = all.length === 0 ? 'No cookie came' : `${namesText(all.map(({ name }) => name))} came`
  if (end.state !== 'answered') return `${came}.`
  const names = set.map(({ reading }) => reading.line.name)
  return set.length === 0
    ? `${came}, and none was set.`
    : `${came}; ${namesText(names)} ${names.length === 1 ? 'was' : 'were'} set.`
}

const namesText = (names: readonly string[]): string => {
  const shown = [...new Set(names)].slice(0, 3).map((name) => (name === '' ? 'a cookie without a name' : name))
  const more = new Set(names).size - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ')
}

const isRefused = ({ kept }: SetLine): boolean => 'seen' in kept && kept.seen.state === 'refused'

const notKept = ({ set }: Story): string => {
  const line = set.find(isRefused)
  if (line === undefined || !('seen' in line.kept) || line.kept.seen.state !== 'refused') return ''
  const [reason = ''] = line.kept.seen.reasons
  return `The browser did not keep ${line.reading.line.name}: ${explainRefusal(reason).text}.`
}

const ending = ({ end }: Story): string => {
  if (end.state === 'failed') return `No answer came: ${end.problem}.`
  return end.state === 'pending' ? 'No answer yet.' : ''
}
