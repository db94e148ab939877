//! One palette, from blue (calm) to orange (conflict), which those who see no red or green tell apart as well; light and dark.

use std::fmt::Write as _;

use detente::LEVEL_CUTS;

/// A tint of a tension: its fill and the ink on it, in a light and in a dark scheme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tint {
    /// The class in the style sheet.
    pub(crate) class: &'static str,
    pub(crate) light: [&'static str; 2],
    pub(crate) dark: [&'static str; 2],
}

const fn tint(class: &'static str, light: [&'static str; 2], dark: [&'static str; 2]) -> Tint {
    Tint { class, light, dark }
}

/// From deep cooperation to open conflict; the tints part at 15, 30, 40 and at the cuts of the levels, 50, 60, 70 and 85.
pub(crate) const TINTS: [Tint; 8] = [
    tint("t0", ["#08519c", "#ffffff"], ["#a6d3f5", "#10141a"]),
    tint("t1", ["#4292c6", "#0b1016"], ["#4a94d0", "#0b1016"]),
    tint("t2", ["#9ecae1", "#0b1016"], ["#2c5a88", "#ffffff"]),
    tint("t3", ["#deebf7", "#0b1016"], ["#22344a", "#ffffff"]),
    tint("t4", ["#fee6ce", "#0b1016"], ["#4a3222", "#ffffff"]),
    tint("t5", ["#fdae6b", "#0b1016"], ["#8a4f1e", "#ffffff"]),
    tint("t6", ["#e8661b", "#0b1016"], ["#e07f30", "#0b1016"]),
    tint("t7", ["#8f2d04", "#ffffff"], ["#ffcb9e", "#10141a"]),
];

/// The tensions at which the tints part.
const CUTS: [f64; 7] = [
    15.0,
    30.0,
    40.0,
    LEVEL_CUTS[0],
    LEVEL_CUTS[1],
    LEVEL_CUTS[2],
    LEVEL_CUTS[3],
];

/// The tint of a tension, 0 to 100.
pub(crate) fn of_tension(tension: f64) -> Tint {
    TINTS[CUTS.iter().filter(|cut| tension > **cut).count()]
}

/// The tint of a mean on the Goldstein scale, -10 to +10.
pub(crate) fn of_mean(mean: f64) -> Tint {
    of_tension(50.0 * (1.0 - mean / 10.0))
}

/// What the colours of a scheme are called in the style sheet, with their values in light and dark.
pub(crate) const INKS: [(&str, &str, &str); 9] = [
    ("page", "#fffdf9", "#14171c"),
    ("panel", "#f5f1ea", "#1d2128"),
    ("ink", "#1b1d21", "#eceae6"),
    ("soft", "#5a5c61", "#aeb1b8"),
    ("rule", "#d6d1c7", "#3a404a"),
    ("cool", "#2471ad", "#5fa8e0"),
    ("warm", "#c4500c", "#f0954a"),
    ("link", "#0b5394", "#8cc4f2"),
    ("band", "#e4dfd5", "#323843"),
];

/// The rules of charts for one scheme: 0 is light, 1 dark.
fn rules(scheme: usize) -> String {
    let ink = |name: &str| {
        let found = INKS.iter().find(|(own, ..)| *own == name);
        found.map_or("", |(_, light, dark)| [*light, *dark][scheme])
    };
    let mut css = String::new();
    for tint in TINTS {
        let [fill, text] = [tint.light, tint.dark][scheme];
        let class = tint.class;
        let _ = write!(css, ".{class}{{fill:{fill}}}.x{class}{{fill:{text}}}");
    }
    for (class, property, name) in [
        ("ground", "fill", "page"),
        ("words", "fill", "ink"),
        ("quiet", "fill", "soft"),
        ("grid", "stroke", "rule"),
        ("outline", "stroke", "soft"),
        ("line", "stroke", "ink"),
        ("band", "fill", "band"),
        ("warm", "fill", "warm"),
        ("cool", "fill", "cool"),
        ("on", "fill", "page"),
        ("lead", "stroke", "soft"),
    ] {
        let _ = write!(css, ".{class}{{{property}:{}}}", ink(name));
    }
    css
}

/// The style sheet of every chart, by itself or on a page. Without variables, which viewers of pictures do not know.
pub(crate) fn chart_style() -> String {
    format!(
        "svg text{{font-family:system-ui,'Segoe UI','Helvetica Neue',Arial,'Noto Sans','DejaVu Sans',sans-serif}}\
         .line,.lead,.grid,.outline{{fill:none}}{}@media (prefers-color-scheme:dark){{{}}}",
        rules(0),
        rules(1)
    )
}

/// The colours of a page as variables, for both schemes.
pub(crate) fn page_colours() -> String {
    let mut all = [String::new(), String::new()];
    for (name, light, dark) in INKS {
        let _ = write!(all[0], "--{name}:{light};");
        let _ = write!(all[1], "--{name}:{dark};");
    }
    for tint in TINTS {
        for (scheme, [fill, text]) in [tint.light, tint.dark].into_iter().enumerate() {
            let class = tint.class;
            let _ = write!(all[scheme], "--{class}:{fill};--x{class}:{text};");
        }
    }
    let [light, dark] = all;
    format!(
        ":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_on_every_tint_can_be_read() {
        for tint in TINTS {
            for [fill, text] in [tint.light, tint.dark] {
                assert!(contrast(fill, text) >= 4.5, "{fill} {text}");
            }
        }
    }

    #[test]
    fn every_ink_can_be_read_on_page_and_panel() {
        for scheme in [0, 1] {
            let colour = |at: usize| [INKS[at].1, INKS[at].2][scheme];
            for ink in [2, 3, 7] {
                for ground in [0, 1] {
                    let ratio = contrast(colour(ink), colour(ground));
                    assert!(
                        ratio >= 4.5,
                        "{} on {}: {ratio}",
                        INKS[ink].0,
                        INKS[ground].0
                    );
                }
            }
            // Numbers stand on warm and cool in the colour of the page.
            for ground in [5, 6] {
                let ratio = contrast(colour(ground), colour(0));
                assert!(ratio >= 4.5, "{}: {ratio}", INKS[ground].0);
            }
        }
    }

    #[test]
    fn neutral_is_the_palest_blue_and_every_level_has_its_orange() {
        let classes = [50.0, 50.1, 60.1, 70.1, 85.1].map(|tension| of_tension(tension).class);
        assert_eq!(classes, ["t3", "t4", "t5", "t6", "t7"]);
        assert_eq!((of_mean(-10.0).class, of_mean(10.0).class), ("t7", "t0"));
    }
}
