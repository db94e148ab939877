//! What an address asks for behind its question mark. Whatever stands there, it is a wish that can be met or a clear refusal.

use detente::Day;

/// The longest question that is looked for, in characters.
pub(crate) const LONGEST: usize = 100;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Words to look for; empty for none.
    pub(crate) words: String,
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    /// Which page of a list, 1 and up.
    pub(crate) page: usize,
}

impl Query {
    /// Reads the part of an address behind its question mark. What is not known is passed over; of what stands there
    /// twice, the first counts.
    pub(crate) fn read(raw: &str) -> Result<Self, String> {
        let field = |name: &str| {
            let found = form_urlencoded::parse(raw.as_bytes()).find(|(own, _)| own == name);
            found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
        };
        let query = Self {
            words: words(field("q"))?,
            from: day("from", &field("from"))?,
            to: day("to", &field("to"))?,
            page: page(&field("page"))?,
        };
        match (query.from, query.to) {
            (Some(from), Some(to)) if from > to => Err(format!(
                "The first day, {from}, comes after the last, {to}; give them the other way round."
            )),
            _ => Ok(query),
        }
    }
}

fn words(found: String) -> Result<String, String> {
    match found.chars().count() {
        0..=LONGEST => Ok(found),
        more => Err(format!(
            "A search of {more} characters is too long; give a name or a code in at most {LONGEST}."
        )),
    }
}

fn day(name: &str, found: &str) -> Result<Option<Day>, String> {
    let side = if name == "from" { "first" } else { "last" };
    match found {
        "" => Ok(None),
        found => found.parse().map(Some).map_err(|error: detente::DayError| {
            format!("The {side} day cannot be read: {error}, such as 2018-05-31.")
        }),
    }
}

fn page(found: &str) -> Result<usize, String> {
    match found {
        "" => Ok(1),
        found => match found.parse() {
            Ok(page @ 1..=1_000_000) => Ok(page),
            _ => {
                Err("The page of the list is not a number from 1; begin with the first.".to_owned())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_words_are_read_and_what_is_unknown_is_passed_over() {
        let query = Query::read("q=+Iran%20&from=2018-05-01&to=&x=%FF&page=2&q=no").unwrap();
        assert_eq!((&*query.words, query.to, query.page), ("Iran", None, 2));
        assert_eq!(query.from, "2018-05-01".parse().ok());
        assert_eq!(Query::read("&&=&%"), Query::read(""));
    }

    #[test]
    fn what_cannot_be_says_what_to_write() {
        let told = |raw: &str| Query::read(raw).unwrap_err();
        assert_eq!(
            told("from=31.5.2018"),
            "The first day cannot be read: \"31.5.2018\" is not a day; write YYYY-MM-DD, such as 2018-05-31."
        );
        assert!(told("to=2018-02-30").starts_with("The last day cannot be read"));
        assert!(told("from=2018-05-02&to=2018-05-01").contains("the other way round"));
        assert!(told(&format!("q={}", "a".repeat(101))).contains("at most 100"));
        for page in ["0", "-1", "x", "99999999999999999999"] {
            assert!(told(&format!("page={page}")).contains("from 1"), "{page}");
        }
    }
}
