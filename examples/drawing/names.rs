//! Names and patterns as they stand in a sentence.

/// Names that take an article, beside those that a word of theirs tells.
const PLURAL: [&str; 9] = [
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Maldives",
    "Seychelles",
    "Gambia",
    "Vatican",
    "Taliban",
    "Comoros",
];
/// Words of names that take an article.
const COMMON: [&str; 26] = [
    "United",
    "Union",
    "Republic",
    "Islands",
    "Emirates",
    "Nations",
    "Organization",
    "Organisation",
    "Council",
    "League",
    "Bank",
    "Fund",
    "Court",
    "Forces",
    "Party",
    "Front",
    "Army",
    "Movement",
    "Group",
    "Agency",
    "Commission",
    "Committee",
    "Community",
    "Association",
    "Authority",
    "Brigades",
];

/// The name of an actor as it stands in a sentence: `Peru`, `the United States`.
pub(crate) fn in_sentence(name: &str) -> String {
    let takes =
        PLURAL.contains(&name) || name.split_whitespace().any(|word| COMMON.contains(&word));
    if takes && !name.starts_with("The ") {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// The text with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// A lexicon's pattern for people, as it fits the words that met it: of several forms the nearest to one of them, an
/// ellipsis for a gap. Where no words are given, the first form with a sign that there are others.
pub(crate) fn pattern(pattern: &str, said: &str) -> String {
    let said = said.to_lowercase();
    let word = |word: &str| match word {
        gap if gap.starts_with('~') => "…".to_owned(),
        word => form(word, &said),
    };
    let words: Vec<String> = pattern.split_whitespace().map(word).collect();
    words.join(" ")
}

/// One of the forms of a word in a pattern.
fn form(word: &str, said: &str) -> String {
    let forms: Vec<&str> = word
        .split('|')
        .map(|form| form.trim_start_matches('='))
        .collect();
    let near = |form: &str| {
        let alike = |other: &str| {
            form.chars()
                .zip(other.chars())
                .take_while(|(a, b)| a == b)
                .count()
        };
        said.split_whitespace().map(alike).max().unwrap_or(0)
    };
    // Of equals the first.
    let best = forms.iter().rev().max_by_key(|form| near(form));
    match (best.filter(|form| near(form) >= 2), &forms[..]) {
        (Some(best), _) => (*best).to_owned(),
        (None, [first, _, ..]) => format!("{first}/…"),
        (None, _) => forms.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_their_article_and_patterns_lose_their_signs() {
        let names = ["Peru", "United States", "Netherlands", "NATO", "Abu Sayyaf"].map(in_sentence);
        assert_eq!(
            names,
            [
                "Peru",
                "the United States",
                "the Netherlands",
                "NATO",
                "Abu Sayyaf"
            ]
        );
        assert_eq!(capital(&names[1]), "The United States");
        let (strike, offensive) = (
            "=begin|=begins ~4 strike|walkout",
            "spring|major|new offensive",
        );
        assert_eq!(pattern(strike, ""), "begin/… … strike/…");
        assert_eq!(pattern(offensive, "Major offensive"), "major offensive");
    }
}
