import type { HeaderList } from '../stream/header-list.ts'
import type { Shown } from './report.ts'

/** How a thing stands, where it has a verdict. */
export type Mark = 'passed' | 'failed' | 'pending'

/** A message as it stood on the wire. */
export interface RawMessage {
  readonly title: string
  readonly start: string
  readonly headers: HeaderList
  readonly body: string
}

/** What a report is made of, whatever it is written as. Prose may mark `code` with backquotes and *stress* with asterisks. */
export type Block =
  | { readonly kind: 'prose'; readonly text: string; readonly isQuiet?: boolean }
  /** What somebody wrote, with its own line breaks and no marks. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [term: string, text: string])[] }
  | { readonly kind: 'list'; readonly items: readonly { readonly mark?: Mark; readonly text: string }[] }
  /** What is to be seen, and where it is shown below if it is. */
  | {
      readonly kind: 'evidence'
      readonly items: readonly { readonly exchange?: number; readonly anchor?: string; readonly note: string }[]
    }
  | {
      readonly kind: 'exchange'
      readonly anchor: string
      readonly title: string
      readonly isNested: boolean
      readonly messages: readonly RawMessage[]
    }
  | { readonly kind: 'code'; readonly title: string; readonly language: string; readonly text: string }
  | { readonly kind: 'shown'; readonly shown: readonly Shown[] }

/** A chapter, or a part of one. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly mark?: Mark
  readonly blocks: readonly Block[]
  readonly sections: readonly Section[]
}

/** A whole report, before it is written in one format or another. */
export interface ReportDocument {
  readonly title: string
  readonly name: string
  /** As it is shown on each page. */
  readonly digest: string
  readonly facts: readonly (readonly [term: string, text: string])[]
  readonly sections: readonly Section[]
}
