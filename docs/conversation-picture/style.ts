/** Colours for a light page, and those that differ on a dark one. Only classes: not every viewer knows CSS variables. */
export const STYLE = `
text { font: 15px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #1d1c1d }
.page { fill: #ffffff; stroke: #d8dee4 }
.title, .strong { font-weight: 700 }
.label { font-size: 13px; fill: #616061 }
.small { font-size: 12.5px; font-weight: 400; fill: #616061 }
.app { font-size: 10px; font-weight: 600; letter-spacing: 0.5px; fill: #616061 }
.faint { fill: #868686 }
.code { font: 12.5px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace }
.mention { fill: #1264a3; font-weight: 600 }
.letter { fill: #ffffff; font-size: 17px; font-weight: 700 }
.person { fill: #b4611c }
.bot { fill: #1f5f99 }
.box { fill: #f6f8fa; stroke: #d8dee4 }
.neutral { fill: #afb8c1 }
.progress { fill: #1d7fc4 }
.success { fill: #1f883d }
.warning { fill: #d4a017 }
.danger { fill: #cf222e }
.ring, .faint-ring { fill: none; stroke: #1d7fc4; stroke-width: 2 }
.faint-ring { stroke: #afb8c1 }
.sign { fill: none; stroke: #ffffff; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.button.primary { fill: #1f883d; stroke: #1a7f37 }
.button.danger { fill: #cf222e; stroke: #b31d28 }
.button.plain { fill: #ffffff; stroke: #c4cad1 }
.on-primary, .on-danger { fill: #ffffff; font-weight: 600 }
.on-plain { font-weight: 600 }
@media (prefers-color-scheme: dark) {
text, .on-plain { fill: #e6e6e6 }
.page, .button.plain { fill: #1a1d21; stroke: #3d444d }
.label, .small, .app { fill: #9ea4ab }
.faint { fill: #7d8590 }
.box { fill: #22262b; stroke: #3d444d }
.neutral { fill: #59636e }
.faint-ring { stroke: #59636e }
.mention { fill: #5ab0f0 }
.on-primary, .on-danger, .letter { fill: #ffffff }
}
`
