//! A picture: what it is called, what it shows in words, and the two widths it is drawn in.

use maud::{Markup, PreEscaped, Render, html};

use super::palette;

/// How wide a picture is drawn. A page shows the one that its reader's screen has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// For a desk, and for pictures alone.
    Wide,
    /// For a phone.
    Narrow,
}

impl Width {
    /// In the units of the view box, of which a letter takes about 13 in height.
    pub(crate) const fn units(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Narrow => 344.0,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// What a picture says of itself.
#[derive(Clone, Debug)]
pub(crate) struct Caption {
    /// Unique on the page, of letters, digits and hyphens.
    pub(crate) id: String,
    pub(crate) title: String,
    /// What it shows, for those who do not see it.
    pub(crate) words: String,
}

/// A drawing of some height.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) body: Markup,
}

impl Drawing {
    /// The picture on a page, whose style sheet holds the charts' own.
    pub(crate) fn inline(&self, caption: &Caption, width: Width) -> Markup {
        let id = format!("{}-{}", caption.id, width.class());
        let (title, words) = (format!("{id}-t"), format!("{id}-d"));
        html! {
            svg class={ "chart " (width.class()) } viewBox=(self.view()) role="img"
                aria-labelledby={ (title) " " (words) } {
                title id=(title) { (plain(&caption.title)) }
                desc id=(words) { (plain(&caption.words)) }
                (self.body)
            }
        }
    }

    /// The picture as a file of its own, with its title over it and a margin around it.
    pub(crate) fn alone(&self, caption: &Caption) -> String {
        const MARGIN: f64 = 24.0;
        const HEAD: f64 = 44.0;
        let width = place(self.width + 2.0 * MARGIN);
        let height = place(self.height + HEAD + 2.0 * MARGIN);
        let shift = format!("translate({} {})", place(MARGIN), place(MARGIN + HEAD));
        let svg = html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) }
                role="img" aria-labelledby="title words" {
                title id="title" { (plain(&caption.title)) }
                desc id="words" { (plain(&caption.words)) }
                style { (PreEscaped(palette::chart_style())) }
                rect class="ground" x="0" y="0" width=(width) height=(height) {}
                text class="words" x=(place(MARGIN)) y=(place(MARGIN + 18.0)) font-size="20" font-weight="700" {
                    (plain(&caption.title))
                }
                g transform=(shift) { (self.body) }
            }
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
            svg.into_string()
        )
    }

    fn view(&self) -> String {
        format!("0 0 {} {}", place(self.width), place(self.height))
    }
}

/// Where text hangs from its place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text in a picture.
pub(crate) fn label(at: (f64, f64), anchor: Anchor, size: f64, class: &str, text: &str) -> Markup {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! {
        text class=(class) x=(place(at.0)) y=(place(at.1)) font-size=(place(size)) text-anchor=(anchor) {
            (plain(text))
        }
    }
}

/// A straight line.
pub(crate) fn stroke(class: &str, from: (f64, f64), to: (f64, f64), width: f64) -> Markup {
    let d = format!(
        "M{} {}L{} {}",
        place(from.0),
        place(from.1),
        place(to.0),
        place(to.1)
    );
    html! { path class=(class) d=(d) stroke-width=(place(width)) {} }
}

/// A number in a picture, to a tenth of a unit.
pub(crate) fn place(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// A text of others for a page or a picture: escaped, without control characters, which neither form may hold, and
/// without those that turn the direction of what follows.
pub(crate) fn plain(text: &str) -> Plain<'_> {
    Plain(text)
}

/// See [`plain`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain<'t>(&'t str);

impl Plain<'_> {
    fn shown(c: char) -> Option<char> {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            '\u{fffe}' | '\u{ffff}' => None,
            c if c.is_control() => Some(' '),
            c => Some(c),
        }
    }
}

impl Render for Plain<'_> {
    fn render_to(&self, buffer: &mut String) {
        let text: String = self.0.chars().filter_map(Self::shown).collect();
        text.render_to(buffer);
    }
}

/// The text with an ellipsis where it is longer than so many characters.
pub(crate) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}
