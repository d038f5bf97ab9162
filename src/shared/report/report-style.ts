/** The look of a report: light, quiet, for screen and paper alike. Every ink has a contrast of 4.5:1 at least. */
export const reportStyle = `:root { color-scheme: light; --ink: #1b1f24; --mute: #596475; --line: #dfe3e8; --soft: #f6f7f9; --good: #237a36; --bad: #c92a2a; --mark: #fff3bf; --mono: ui-monospace, 'JetBrains Mono', 'Cascadia Mono', 'SF Mono', Menlo, 'DejaVu Sans Mono', 'Liberation Mono', monospace; }
* { box-sizing: border-box; }
body { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; color: var(--ink); background: #fff; font: 16px/1.5 Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; }
h1 { margin: 0 0 1rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 3rem 0 1rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--ink); font-size: 1.35rem; line-height: 1.25; }
h3 { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; margin: 2.25rem 0 0.5rem; font-size: 1.1rem; line-height: 1.3; }
p, ul, ol, dl { margin: 0.5rem 0; }
ul { padding-left: 1.25rem; }
li { overflow-wrap: anywhere; }
main li[class] { margin-left: -1.25rem; list-style: none; }
dl { display: grid; gap: 0.15rem; }
dl > div { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0.75rem; }
dt { color: var(--mute); }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-variant-ligatures: none; }
code { font-size: 0.88em; overflow-wrap: anywhere; }
.quiet { color: var(--mute); }
.plain { white-space: pre-wrap; overflow-wrap: anywhere; }
.mark { font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.mark.passed, li.passed { color: var(--good); }
.mark.failed, li.failed { color: var(--bad); }
.mark.pending, li.pending { color: var(--mute); }
nav { margin-top: 2rem; }
nav h2 { margin: 0 0 0.5rem; border: 0; font-size: 1.1rem; }
nav ol { margin: 0; padding-left: 0; list-style: none; }
nav ol ol { padding-left: 1.25rem; }
ul.evidence { padding-left: 0; list-style: none; }
.evidence a { display: inline-block; min-width: 2.75rem; color: var(--mute); text-decoration-color: #aab3bf; text-underline-offset: 0.2em; }
nav a { color: inherit; text-decoration-color: #aab3bf; text-underline-offset: 0.2em; }
figure { margin: 0.9rem 0; }
figcaption { margin-bottom: 0.25rem; color: var(--mute); font-size: 0.85rem; font-weight: 600; }
figcaption code { font-weight: 400; }
pre { margin: 0; padding: 0.6rem 0.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); font-size: 0.74rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
pre b { color: var(--mute); font-weight: 400; }
pre mark { background: var(--mark); color: inherit; }
pre mark b { color: inherit; font-weight: 600; }
.messages { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0.6rem; }
.messages p { margin: 0 0 0.15rem; color: var(--mute); font-size: 0.75rem; }
.exchange.nested { margin-left: 1.5rem; padding-left: 0.9rem; border-left: 2px solid var(--line); }
.browsers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
.browsers img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
blockquote { margin: 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 6px; font-size: 1.1rem; overflow-wrap: anywhere; }
body > footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--mute); font-size: 0.85rem; }
@page { size: A4; margin: 17mm 16mm 19mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 22pt; }
  h2 { margin-top: 9mm; font-size: 14pt; }
  h3 { margin-top: 7mm; font-size: 11.5pt; }
  h2, h3, figcaption, .messages p, dl { break-after: avoid; }
  li, dl > div, .browsers, .browsers figure { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  pre { padding: 2mm 2.5mm; font-size: 7.2pt; line-height: 1.42; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  .exchange { break-inside: avoid; }
  .messages { grid-template-columns: 1fr 1fr; gap: 2mm; }
  .messages > :only-child { grid-column: 1 / -1; }
  .browsers { grid-template-columns: 1fr 1fr; gap: 4mm; }
  pre, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav a { text-decoration: none; }
  nav { break-after: page; }
  body > footer { display: none; }
}
`

/** The foot of each page that a browser prints by itself (CSS Paged Media Level 3, §4.2). */
export const printedFooter = (digest: string): string =>
  `@page { @bottom-left { content: 'Sessionscope report · digest ${digest}'; font: 7.5pt sans-serif; color: #596475; } @bottom-right { content: counter(page) ' / ' counter(pages); font: 7.5pt sans-serif; color: #596475; } }\n`
