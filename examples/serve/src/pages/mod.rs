//! The pages: what stands on all of them, and those that are short.

pub(crate) mod home;
pub(crate) mod pair;
mod trouble;

use detente::Pair;
use maud::{Markup, html};

pub(crate) use trouble::{Trouble, unknown};

use crate::{
    drawing::{figure::plain, palette},
    pair::{style, terms},
    query::LONGEST,
    site::Site,
};

/// The style of all pages.
pub(crate) fn style() -> String {
    style::style(&palette::chart_style()) + OWN
}

/// A page: its title, what it is about in a sentence, the question it answers, and what stands on it.
fn framed(site: &Site, title: &str, words: &str, question: &str, content: &Markup) -> String {
    let body = html! {
        header class="top" {
            p class="home" { a href="/" { "All pairs" } }
            form role="search" action="/" method="get" {
                label for="q" { "Search" }
                input type="search" id="q" name="q" value=(plain(question)) maxlength=(LONGEST)
                    placeholder="Iran, USA-RUS, Kremlin" autocomplete="off" spellcheck="false";
                button type="submit" { "Find" }
            }
        }
        main id="content" tabindex="-1" { (content) }
        footer {
            p {
                a href="/reading" { "How to read these pages" } ". Made with détente, which reads news text and shows its reasons. Lexicon "
                (plain(site.archive.timeline.lexicon().unwrap_or("unknown"))) "."
            }
        }
    };
    site.shell.page(title, words, &body)
}

/// The address of a pair.
fn address(pair: Pair) -> String {
    let between = if pair.is_directed() { ':' } else { '-' };
    format!("/pair/{}{between}{}", pair.source(), pair.target())
}

/// What the numbers mean, and what is not in them.
pub(crate) fn reading(site: &Site) -> String {
    let content = html! {
        h1 { "How to read these pages" }
        (terms::meanings(site.archive.timeline.settings().half_life))
        h2 { "What is not in these numbers" }
        (terms::caveats())
    };
    let words = "What the numbers mean, and what is not in them.";
    framed(site, "How to read these pages", words, "", &content)
}

const OWN: &str = "\
.top{display:flex;flex-wrap:wrap;gap:.6rem 1.6rem;align-items:center;justify-content:space-between;padding-top:.9rem;padding-bottom:.9rem;border-bottom:1px solid var(--rule)}\
.top p{margin:0}\
h1{margin-top:1.6rem}\
h2{margin-top:2.6rem}\
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0}\
form.days{margin:1.2rem 0 .4rem;align-items:end}\
.field{display:flex;flex-direction:column;gap:.15rem}\
label{font-size:.86rem;color:var(--soft)}\
input,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:.35rem;padding:.35rem .6rem;min-height:2.75rem}\
input::placeholder{color:var(--soft);opacity:1}\
input[type=search]{width:15rem;max-width:100%}\
button{background:var(--panel);font-weight:600;cursor:pointer}\
input:focus,input:focus-within,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}\
.ways{list-style:none;margin:.6rem 0;padding:0;display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem 1.4rem}\
.ways li{margin:0;max-width:none}\
.ways a{display:inline-block;padding:.25rem 0}\
[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}\
.trouble{border-left:4px solid var(--warm);padding:.2rem 0 .2rem 1rem;font-size:1.1rem}\
.code{font-weight:400;white-space:nowrap}\
@media (max-width:44rem){.top form{flex-wrap:nowrap;width:100%}.top input{flex:1;min-width:0;width:auto}.top label{display:none}.days input{min-width:0;width:100%}.field{flex:1 1 8.5rem;min-width:0}}\
@media print{form,.ways{display:none}}";
