//! Sixty strings that would do harm on a page that takes them for markup, in every place where others write: they stay text.

use std::fs;

use serde_json::json;

use super::{folder, markup, page};

/// Tags, attributes, addresses, entities, comments, endings of what is open, foreign content, odd characters.
pub(crate) const STRINGS: [&str; 60] = [
    "<script>window.owned=1</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=window.owned=1>",
    "<img src=\"x\" onerror=\"window.owned=1\">",
    "<svg onload=window.owned=1>",
    "<svg><script>window.owned=1</script></svg>",
    "<body onload=window.owned=1>",
    "<iframe src=\"javascript:window.owned=1\"></iframe>",
    "<iframe srcdoc=\"<script>parent.owned=1</script>\">",
    "<a href=\"javascript:window.owned=1\">here</a>",
    "javascript:window.owned=1",
    "data:text/html,<script>window.owned=1</script>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{display:none}</style>",
    "</style><script>window.owned=1</script>",
    "</title><script>window.owned=1</script>",
    "</textarea><script>window.owned=1</script>",
    "</svg><script>window.owned=1</script>",
    "</desc></svg><img src=x onerror=window.owned=1>",
    "</table></main></body></html>",
    "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input type=submit>",
    "<object data=//evil.example/x.swf></object>",
    "<embed src=//evil.example/x.swf>",
    "<math><mtext><img src=x onerror=window.owned=1></mtext></math>",
    "<details open ontoggle=window.owned=1>",
    "<video><source onerror=window.owned=1></video>",
    "<marquee onstart=window.owned=1>",
    "<input autofocus onfocus=window.owned=1>",
    "\" onmouseover=\"window.owned=1",
    "' onmouseover='window.owned=1",
    "\"><script>window.owned=1</script>",
    "'><script>window.owned=1</script>",
    "--><script>window.owned=1</script>",
    "<!--",
    "-->",
    "<![CDATA[<script>window.owned=1</script>]]>",
    "]]><script>window.owned=1</script>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "&lt;script&gt;window.owned=1&lt;/script&gt;",
    "&#60;script&#62;window.owned=1&#60;/script&#62;",
    "&e; &amp &nbsp; &#x3c;",
    "expression(window.owned=1)",
    "url(//evil.example/x.png)",
    "{{constructor.constructor('window.owned=1')()}}",
    "${window.owned=1}",
    "`window.owned=1`",
    "<template><script>window.owned=1</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.owned=1>\">",
    "<scr<script>ipt>window.owned=1</scr</script>ipt>",
    "<\u{0}script>window.owned=1</script>",
    "\u{202e}>tpircs/<1=denwo.wodniw>tpircs<",
    "\u{1b}[31mred\u{7}\u{8}\u{7f}\u{85}",
    "\u{feff}\u{200b}\u{2028}\u{2029}\u{fffe}\u{ffff}",
    "=HYPERLINK(\"//evil.example\")",
    "%3Cscript%3Ewindow.owned=1%3C/script%3E",
    "<a xlink:href=javascript:window.owned=1 style=position:fixed;inset:0>",
    "\u{1f600}<b>\u{301}\u{5d0}\u{0}\r\n\t</b>",
];

/// A string as the page shows it: without what turns directions, with spaces for control characters.
pub(crate) fn shown(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    });
    kept.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// States by pairs that occur once each, so that every string gets a pair, a section and a peak of its own.
const STATES: [&str; 12] = [
    "Chile", "Peru", "Bolivia", "Brazil", "Kenya", "Ghana", "Norway", "Japan", "Mexico", "Canada",
    "Poland", "Vietnam",
];

/// Articles with the strings in id, title and text, one pair each.
pub(crate) fn articles() -> String {
    let pairs =
        (0..STATES.len()).flat_map(|a| (a + 1..STATES.len()).map(move |b| (STATES[a], STATES[b])));
    let lines = STRINGS.iter().zip(pairs).map(|(hostile, (a, b))| {
        let text = format!("{a} attacked {b} with missiles over {hostile} on Monday. It was the first of its kind that anybody could remember.");
        json!({"id": format!("id {hostile}"), "date": "2018-05-10", "title": format!("About {hostile}"), "text": text})
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// A layer of the lexicon whose notes are hostile.
pub(crate) fn lexicon(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let note = STRINGS.map(shown).join(" | ");
    let mut manifest = toml::Table::new();
    for (key, value) in [
        ("name", "mine"),
        ("version", "1"),
        ("language", "en"),
        ("licence", STRINGS[0]),
        ("source", &note),
        ("coverage", "2025-06-30"),
        ("extends", "english"),
    ] {
        manifest.insert(key.to_owned(), value.into());
    }
    fs::write(folder.join("lexicon.toml"), manifest.to_string()).unwrap();
    folder
}

/// The page that holds all of them.
pub(crate) fn hostile_page(name: &str) -> String {
    let lexicon = lexicon(name);
    let note = STRINGS.concat();
    // Words that no argument may hold.
    let note = note.replace('\0', "");
    page(
        &[
            "-",
            "--top",
            "66",
            "--lexicon",
            lexicon.to_str().unwrap(),
            "--note",
            &note,
            "--title",
            STRINGS[32],
            "--bloc",
            "<b>\"x\"=CHL,PER",
        ],
        &articles(),
    )
}

#[test]
fn hostile_text_stays_text() {
    let html = hostile_page("hostile");
    let markup = markup::read(&html);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = words(&markup.text);
    for hostile in STRINGS {
        let hostile = words(&shown(hostile));
        for wish in [format!("About {hostile}"), format!("id {hostile}")] {
            assert!(
                told.contains(words(&wish).trim()),
                "{wish:?} is not on the page"
            );
        }
    }
    assert!(told.contains("<b>\"x\""), "the bloc has its name");
    let source = markup.named("dd").find(|dd| dd.text.contains(" | "));
    assert!(source.is_some_and(|dd| {
        STRINGS
            .iter()
            .all(|hostile| words(&dd.text).contains(words(&shown(hostile)).trim()))
    }));
    assert!(!html.contains("<script") && !html.contains("<SCRIPT"));
    let quoted: String = markup
        .named("blockquote")
        .map(|quote| quote.text.clone())
        .collect();
    assert!(
        quoted.matches("window.owned").count() >= 30,
        "the sentences are shown"
    );
}

#[test]
fn hostile_pictures_are_plain_markup() {
    let folder = folder("hostile-pictures");
    let lexicon = lexicon("hostile-pictures-lexicon");
    let pictures = folder.to_str().unwrap();
    page(
        &[
            "-",
            "--lexicon",
            lexicon.to_str().unwrap(),
            "--pictures",
            pictures,
            "--bloc",
            "</svg><x>=CHL,PER",
        ],
        &articles(),
    );
    for name in ["timeline.svg", "heatmap.svg", "matrix.svg"] {
        markup::read(&fs::read_to_string(folder.join(name)).unwrap());
    }
}
