import { experimentName } from '../../texts/common-texts.ts'
import { ago, ahead, dateTime, plural } from '../../texts/wording.ts'

/** What a key is for: the id of a session, something else, or something that nobody told of. */
export type EntryKind = 'session' | 'other' | 'unknown'

const kinds: Readonly<Record<EntryKind, string>> = {
  session: 'session',
  other: 'other key',
  unknown: 'not seen as a session',
}

/** What the Store tab says. */
export const storeTexts = {
  title: 'Store',
  table: 'Entries',
  columns: { key: 'key', value: 'value', holders: 'held by', expires: 'expires' },
  prefix: 'Key prefix',
  prefixPlaceholder: 'Prefix of the key…',
  clearPrefix: 'Clear prefix',
  held: {
    nobody: 'nobody holds it',
    nobodySeen: 'nobody holds it, as far as can be seen',
    noStandIn: 'no stand-in holds it',
    jarsUnknown: 'the jars are changing',
    underWay: (name: string) => `on its way to ${name}, in`,
    broughtBy: 'brought by',
    givenTo: 'given to',
    lastIn: 'last in',
    in: 'in',
    jarUnseen: 'What a client keeps cannot be seen, only what it brings.',
    exchange: (exchange: number) => `Show exchange #${exchange}`,
  },
  standIns: (number: number | undefined) =>
    `${experimentName(number)} is under way: “held by” is about the jars of its stand-ins. What your own browsers hold shows again when it ends.`,
  kind: (kind: EntryKind, writtenAgo: number | undefined) =>
    writtenAgo === undefined ? kinds[kind] : `${kinds[kind]}, written ${ago(writtenAgo)}`,
  never: 'never',
  endUnknown: 'not known',
  endsIn: (left: number) => (left > 0 ? ahead(left) : 'now'),
  endsAt: dateTime,
  changed: 'just changed',
  emptySwitchOn: 'The store is empty. Switch USE_SESSION_STORE on and reload Browser A.',
  emptyReload: 'The store is empty. Reload Browser A: its session will be stored here.',
  noMatch: (prefix: string) => `No key begins with “${prefix}”.`,
  more: (count: number) => `and ${plural(count, 'more entry', 'more entries')}; give a prefix to narrow them down`,
  dump: (url: string, prefix: string) => `$ sessionscope dump ${url}${prefix === '' ? '' : ` --prefix ${prefix}`}`,
  dumpName: 'What dump prints',
  actions: 'actions',
  add: 'Add an entry',
  edit: (key: string) => `Edit ${key}`,
  delete: (key: string) => `Delete ${key}`,
  tooLong: 'too long to be edited here',
  addTitle: 'A new entry',
  editTitle: (key: string) => `Entry ${key}`,
  valueLabel: 'value, as JSON',
  notJson: 'That is not JSON, or is nested too deep. Put quotes around a text: "like this".',
  noKey: 'An entry needs a key.',
  writeHint: 'Saving sends POST / with If-Match, so that a change made meanwhile is not overwritten silently.',
  addHint: 'Adding sends POST / with If-None-Match, so that an entry that is there already is not overwritten.',
  changedMeanwhile: (value: string) =>
    `It has changed meanwhile and now holds ${value}. Saving will be refused: close this and edit the new value.`,
  deleted: (key: string) => `${key} was deleted.`,
  undo: 'Undo',
  dumpTruncated: '… cut here; run the command to see all',
  copyDump: 'Copy what dump prints',
} as const
