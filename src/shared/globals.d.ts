// What every JavaScript runtime of the lab has beyond ECMAScript (WinterTC, Minimum Common Web API), as far as shared
// code needs it. Only this folder's own type check sees this file: elsewhere Node or the DOM declares the same names.

declare class URL {
  static canParse(url: string, base?: string): boolean
  constructor(url: string, base?: string)
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly hostname: string
  readonly host: string
  readonly port: string
  readonly pathname: string
  search: string
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string
}

declare function atob(base64: string): string
declare function btoa(octets: string): string
