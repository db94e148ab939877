//! A strict look at HTML and SVG: what is no plain, balanced, quoted markup of known names fails.

use std::collections::BTreeMap;

/// Elements without an end.
const VOID: [&str; 3] = ["meta", "br", "hr"];
/// Everything the page may be made of.
const ELEMENTS: [&str; 58] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "span",
    "strong",
    "em",
    "code",
    "q",
    "cite",
    "mark",
    "br",
    "hr",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "blockquote",
    "details",
    "summary",
    "svg",
    "desc",
    "rect",
    "circle",
    "path",
    "text",
    "g",
    "ol",
    "small",
    "abbr",
    "time",
    "pre",
];
/// Every attribute; none that runs, fetches, or sets a style.
const ATTRIBUTES: [&str; 42] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "tabindex",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "focusable",
    "scope",
    "colspan",
    "viewBox",
    "xmlns",
    "width",
    "height",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "d",
    "font-size",
    "font-weight",
    "text-anchor",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "open",
    "datetime",
    "title",
    "rx",
    "transform",
    "start",
    "value",
    "dir",
    "rel",
];

/// One element as it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The elements around it, outermost first.
    pub(crate) around: Vec<String>,
    /// Its text, that of the elements in it included.
    pub(crate) text: String,
}

/// What a text of markup holds.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    pub(crate) elements: Vec<Element>,
    /// All text outside of style, unescaped.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

impl Markup {
    pub(crate) fn named<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }
}

/// Reads markup; panics at what should not be there.
pub(crate) fn read(source: &str) -> Markup {
    let mut markup = Markup::default();
    // The open elements, by their place in the list.
    let mut open: Vec<usize> = Vec::new();
    let mut rest = source;
    rest = rest
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .unwrap_or(rest);
    rest = rest.strip_prefix("<!DOCTYPE html>").unwrap_or(rest);
    while let Some(at) = rest.find('<') {
        take_text(&mut markup, &open, &rest[..at]);
        let end = tag_end(&rest[at..]);
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open
                .pop()
                .unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(markup.elements[last].name, name, "elements are not nested");
            continue;
        }
        let around = open
            .iter()
            .map(|at| markup.elements[*at].name.clone())
            .collect();
        let element = element(tag, around);
        let (name, void) = (element.name.clone(), VOID.contains(&&*element.name));
        markup.elements.push(element);
        if name == "style" {
            let end = rest.find("</style>").expect("style ends");
            assert!(!rest[..end].contains(['<', '&']), "style holds no markup");
            rest = &rest[end + "</style>".len()..];
        } else if !void {
            open.push(markup.elements.len() - 1);
        }
    }
    take_text(&mut markup, &open, rest);
    assert!(open.is_empty(), "elements are left open");
    markup
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            '<' if at > 0 => panic!("a tag in a tag: {}", &tag[..at.min(80)]),
            _ => {}
        }
    }
    panic!("a tag does not end")
}

fn element(tag: &str, around: Vec<String>) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(
        ELEMENTS.contains(&name),
        "<{name}> is no element of the page"
    );
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let (attribute, after) = rest
            .split_once("=\"")
            .unwrap_or_else(|| panic!("<{tag}>: {rest:?} is no attribute"));
        assert!(
            ATTRIBUTES.contains(&attribute),
            "<{name} {attribute}> is not allowed"
        );
        let (value, after) = after.split_once('"').expect("an attribute ends");
        attributes.insert(attribute.to_owned(), unescaped(value));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Element {
        name: name.to_owned(),
        attributes,
        around,
        text: String::new(),
    }
}

fn take_text(markup: &mut Markup, open: &[usize], text: &str) {
    assert!(
        !text.contains('>'),
        "a stray > in {:?}",
        text.chars().take(80).collect::<String>()
    );
    let text = unescaped(text);
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "a control character in {text:?}"
    );
    for at in open {
        markup.elements[*at].text += &text;
    }
    markup.text += &text;
}

/// The text of entities; any other ampersand fails.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, rest) = part
            .split_once(';')
            .unwrap_or_else(|| panic!("a bare & before {part:?}"));
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("&{other}; is not written by us"),
        });
        plain += rest;
    }
    plain
}
