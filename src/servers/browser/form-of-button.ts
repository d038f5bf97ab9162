import type { SubmittedForm } from '../../shared/wire/contract.ts'
import { inOneLine } from '../../shared/exchange/page-heading.ts'
import { readHtml } from './read-html.ts'

type Attributes = ReadonlyMap<string, string>

/** A field as the page writes it; `text` is what stands inside a button or a text area. */
interface Field {
  readonly tag: string
  readonly attributes: Attributes
  /** The options of a select. */
  readonly options: Option[]
  text: string
}

interface Option {
  readonly attributes: Attributes
  text: string
}

interface Form {
  readonly attributes: Attributes
  readonly fields: Field[]
}

const fieldTags = new Set(['input', 'button', 'select', 'textarea'])

/**
 * The form that the button of this name submits, with the fields that a browser would send (HTML, "Constructing the
 * entry list"); undefined where the page has no such button.
 */
export const formOfButton = (html: string, name: string): SubmittedForm | undefined => {
  for (const { attributes, fields } of formsIn(html)) {
    const button = fields.find((field) => isSubmitter(field) && nameOf(field) === name)
    if (button === undefined) continue
    return {
      method: attributes.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      action: attributes.get('action') ?? '',
      fields: fields
        .filter((field) => isSent(field, button))
        .map((field): [string, string] => [field.attributes.get('name') ?? '', valueOf(field)]),
    }
  }
  return undefined
}

const formsIn = (html: string): Form[] => {
  const forms: Form[] = []
  let form: Form | undefined
  let field: Field | undefined
  let option: Option | undefined
  readHtml(html, {
    onOpen: (tag, attributes) => {
      // A form within a form is none (HTML, §13.2.6.4.7).
      if (tag === 'form' && form === undefined) forms.push((form = { attributes, fields: [] }))
      if (tag === 'option') field?.options.push((option = { attributes, text: '' }))
      if (!fieldTags.has(tag)) return
      form?.fields.push((field = { tag, attributes, options: [], text: '' }))
    },
    onText: (text) => {
      if (option !== undefined) option.text += text
      else if (field !== undefined) field.text += text
    },
    onClose: (tag) => {
      if (tag === 'form') form = undefined
      if (tag === 'option' || tag === 'select') option = undefined
      if (tag === field?.tag) field = undefined
    },
  })
  return forms
}

const typeOf = ({ tag, attributes }: Field): string =>
  (attributes.get('type') ?? (tag === 'button' ? 'submit' : 'text')).toLowerCase()

const isSubmitter = (field: Field): boolean =>
  (field.tag === 'button' || field.tag === 'input') && typeOf(field) === 'submit'

const nameOf = ({ tag, attributes, text }: Field): string =>
  tag === 'input' ? (attributes.get('value') ?? 'Submit') : inOneLine(text)

const isSent = (field: Field, pressed: Field): boolean => {
  const { tag, attributes } = field
  if ((attributes.get('name') ?? '') === '' || attributes.has('disabled')) return false
  if (tag === 'button' || (tag === 'input' && ['submit', 'button', 'reset', 'image', 'file'].includes(typeOf(field))))
    return field === pressed
  return tag !== 'input' || !['checkbox', 'radio'].includes(typeOf(field)) || attributes.has('checked')
}

const valueOf = ({ tag, attributes, options, text }: Field): string => {
  // A line break right behind the tag is not part of the text.
  if (tag === 'textarea') return text.replace(/^\r?\n/, '')
  if (tag !== 'select')
    return (
      attributes.get('value') ??
      (tag === 'input' && ['checkbox', 'radio'].includes((attributes.get('type') ?? '').toLowerCase()) ? 'on' : '')
    )
  const chosen = options.find((option) => option.attributes.has('selected')) ?? options[0]
  return chosen?.attributes.get('value') ?? chosen?.text.trim() ?? ''
}
