//! How a page with pairs looks, beside what all pages have in common.

use crate::drawing::{marks, palette::TINTS, sums};

/// The style of the page, with that of its charts.
pub(crate) fn style(charts: &str) -> String {
    let chips: String = TINTS
        .iter()
        .map(|tint| {
            format!(
                ".c{0}{{background:var(--{0});color:var(--x{0})}}",
                tint.class
            )
        })
        .collect();
    format!("{charts}{chips}{}{}{OWN}", marks::STYLE, sums::STYLE)
}

const OWN: &str = "\
.kicker{margin:3rem 0 .6rem;color:var(--warm);font-size:.86rem;font-weight:600;letter-spacing:.04em;text-transform:uppercase;max-width:none}\
.lede{font-size:1.22rem;line-height:1.5;margin:1rem 0}\
.note{color:var(--soft);border-left:3px solid var(--rule);padding-left:.8rem}\
.figures{display:flex;flex-wrap:wrap;gap:.6rem 2.4rem;margin:1.6rem 0;padding:1rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}\
.figures div{display:flex;flex-direction:column-reverse}\
.figures dd{margin:0;font:700 1.7rem/1.1 Georgia,'Noto Serif','DejaVu Serif',serif;font-variant-numeric:lining-nums}\
.figures dt{font-size:.82rem;color:var(--soft)}\
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;font-size:.94rem}\
nav li{margin:0}nav a{display:inline-block;padding:.2rem 0}\
figure{margin:1rem 0}\
.chart{display:block;width:100%;height:auto;overflow:visible}\
.narrow,.narrowonly{display:none}\
.when{font-weight:400}td:has(.spark){vertical-align:middle}.spark{width:7.5rem;height:2rem;display:block}\
.chip{display:inline-block;min-width:2.3em;text-align:center;border-radius:.25em;padding:.02em .35em;font-weight:700;font-variant-numeric:tabular-nums lining-nums}\
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
.pair{border-top:1px solid var(--rule);margin-top:3.5rem}\
.pair h2{margin-top:1.6rem}\
.peak{margin:2.2rem 0}\
.ball{display:inline-block;min-width:1.6em;height:1.6em;line-height:1.6em;border-radius:.8em;text-align:center;color:var(--page);font:700 .82em/1.95 system-ui,sans-serif;vertical-align:.12em}\
.ball.warm{background:var(--warm)}.ball.cool{background:var(--cool)}\
.event{border-left:3px solid var(--rule);padding:.1rem 0 .1rem 1.1rem;margin:1.3rem 0}\
.beside{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr);gap:1.2rem 2rem;align-items:start}\
.quote{margin:.4rem 0}\
blockquote{margin:0}\
blockquote p{font:1.12rem/1.85 Georgia,'Iowan Old Style','Noto Serif','DejaVu Serif',serif;margin:0 0 .4rem}\
cite{font-style:italic}\
.entries{columns:2;column-gap:2rem;padding-left:1.1rem;max-width:48rem}\
.terms{display:grid;grid-template-columns:minmax(7rem,max-content) minmax(0,1fr);gap:.5rem 1.4rem;max-width:48rem}\
.terms dt{font-weight:600}.terms dd{margin:0}\
code{font-size:.86em;overflow-wrap:anywhere}\
li{margin:.3rem 0;max-width:44rem}\
@media (max-width:44rem){\
.wide,.wideonly{display:none}.narrow{display:block}.narrowonly{display:block}\
.beside{grid-template-columns:minmax(0,1fr)}\
.kicker{margin-top:1.6rem}.lede{font-size:1.1rem}\
.terms{grid-template-columns:minmax(0,1fr);gap:.1rem}.terms dd{margin-bottom:.7rem}\
.entries{columns:1}.event{padding-left:.8rem}}\
@media print{nav{display:none}.event,.chart{break-inside:avoid}}";
