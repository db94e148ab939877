//! The page around what is shown: one file without script, with nothing fetched and nothing sent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{figure::plain, palette};

/// Where the forms of a page may be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Forms {
    /// A page in a file has none.
    Nowhere,
    /// To the server it came from.
    Home,
}

/// What all pages of one style have in common.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    style: String,
    policy: String,
}

impl Shell {
    /// Pages with their own style beside the common one.
    pub(crate) fn new(style: &str, forms: Forms) -> Self {
        let style = format!("{}{BASE}{style}", palette::page_colours());
        // Only this very style is let in: neither another one nor an attribute, and no script, picture or address at all.
        let hash = STANDARD.encode(Sha256::digest(&style));
        let action = match forms {
            Forms::Nowhere => "'none'",
            Forms::Home => "'self'",
        };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action {action}"
        );
        Self { style, policy }
    }

    /// The policy that every page states, for a server to state as well.
    pub(crate) fn policy(&self) -> &str {
        &self.policy
    }

    /// A whole page: its title, what it is about in a sentence, and its body.
    pub(crate) fn page(&self, title: &str, words: &str, body: &Markup) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    meta name="description" content=(plain(words));
                    title { (plain(title)) }
                    style { (PreEscaped(&self.style)) }
                }
                body {
                    a class="skip" href="#content" { "Skip to the content" }
                    (body)
                }
            }
        };
        page.into_string() + "\n"
    }
}

/// A whole page in a file: its title, what it is about in a sentence, its own style, and its body.
pub(crate) fn page(title: &str, words: &str, style: &str, body: &Markup) -> String {
    Shell::new(style, Forms::Nowhere).page(title, words, body)
}

/// What every page has in common.
const BASE: &str = "\
*{box-sizing:border-box}\
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:auto;scroll-padding-top:1rem}\
body{margin:0;background:var(--page);color:var(--ink);font:1.0625rem/1.6 system-ui,'Segoe UI','Helvetica Neue',Arial,'Noto Sans','DejaVu Sans',sans-serif;overflow-wrap:anywhere}\
header,main,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}\
h1,h2,h3,h4{font-family:Georgia,'Iowan Old Style','Noto Serif','DejaVu Serif','Times New Roman',serif;line-height:1.2;text-wrap:balance;margin:0}\
h1{font-size:clamp(2rem,1.4rem + 3vw,3.25rem);font-weight:700;letter-spacing:-.01em}\
h2{font-size:clamp(1.5rem,1.2rem + 1.4vw,2.1rem);margin:3.5rem 0 .5rem}\
h3{font-size:1.2rem;margin:2rem 0 .4rem}\
h4{font-size:1.02rem;margin:0 0 .3rem}\
p{margin:.5rem 0;max-width:44rem}\
a{color:var(--link);text-underline-offset:.15em}\
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}\
.skip{position:absolute;left:-100vw;top:0;background:var(--page);padding:.5rem 1rem;z-index:1}\
.skip:focus{left:0}\
.soft{color:var(--soft)}\
.small{font-size:.88rem}\
.nowrap{white-space:nowrap}\
table{border-collapse:collapse;font-variant-numeric:tabular-nums lining-nums;width:100%}\
caption{text-align:left;color:var(--soft);font-size:.9rem;padding:0 0 .4rem}\
th,td{text-align:left;vertical-align:baseline;padding:.4rem .7rem .4rem 0;border-bottom:1px solid var(--rule);overflow-wrap:normal}\
thead th{font-size:.82rem;font-weight:600;color:var(--soft);vertical-align:bottom}\
tbody th{font-weight:600}\
td.number,th.number{text-align:right;white-space:nowrap}\
.scroll{overflow-x:auto;max-width:100%}\
details{margin:.6rem 0}\
summary{cursor:pointer;color:var(--link);font-size:.92rem;padding:.25rem 0}\
footer{border-top:1px solid var(--rule);margin-top:4rem;padding-top:1rem;padding-bottom:3rem;font-size:.9rem;color:var(--soft)}\
@media (max-width:40rem){body{font-size:1rem}header,main,footer{padding-left:1rem;padding-right:1rem}}\
@media print{.skip{display:none}details>*{display:block}}";
