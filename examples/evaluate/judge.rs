//! What was read in an article, held against its rows: the one room in which whole articles are judged.

use std::collections::BTreeMap;

use detente::{ActorCode, Analysis, Day, Event, EventClass};

use crate::{
    expect::{Row, Status, Verdict},
    gold::{Key, Sign},
    place::{self, Places},
    predict::counts,
    tally::{Counts, Tally},
};

/// Other spellings of actors' codes, by what they are compared as.
const ALIASES: [(&str, &str); 28] = [
    ("EEC", "EU"),
    ("EC", "EU"),
    ("IGOEEC", "EU"),
    ("IGOUNO", "UN"),
    ("UNO", "UN"),
    ("IGONAT", "NATO"),
    ("ISIS", "ISIL"),
    ("IS", "ISIL"),
    ("DAESH", "ISIL"),
    ("ISI", "ISIL"),
    ("HOUTHIS", "HOUTHI"),
    ("ANSARALLAH", "HOUTHI"),
    ("HUTHI", "HOUTHI"),
    ("SHABAAB", "ALSHABAAB"),
    ("ASH", "ALSHABAAB"),
    ("BH", "BOKOHARAM"),
    ("BOKO", "BOKOHARAM"),
    ("AFRICANUNION", "AU"),
    ("IGOAFU", "AU"),
    ("PLE", "PSE"),
    ("PAL", "PSE"),
    ("FRG", "DEU"),
    ("BRD", "DEU"),
    ("GER", "DEU"),
    ("SERBIA", "SRB"),
    ("IFR", "ISLAMICFRONT"),
    ("VA", "VAT"),
    ("HOLYSEE", "VAT"),
];

/// The last year of the Soviet Union, as which Russia is compared until then.
const LAST_SOVIET_YEAR: i16 = 1991;

/// One spelling for each actor, in an article of a day.
pub(crate) fn actor(code: &str, published: Day) -> String {
    let upper = code.to_uppercase();
    let kept = |c: &char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let code: String = upper.chars().filter(kept).collect();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == code);
    let code = alias.map_or(code, |(_, same)| (*same).to_owned());
    if code == "RUS" && published.year() <= LAST_SOVIET_YEAR {
        "SUN".to_owned()
    } else {
        code
    }
}

/// The directed pair in comparable codes.
pub(crate) fn pair(source: ActorCode, target: ActorCode, published: Day) -> Key {
    (
        actor(source.as_str(), published),
        actor(target.as_str(), published),
    )
}

/// Something read of a pair: an event, or a guess from names alone.
#[derive(Clone, Debug)]
pub(crate) struct Find<'a> {
    /// The sentence that holds the middle of its clause.
    pub(crate) sentence: Option<usize>,
    pub(crate) pair: Key,
    pub(crate) score: f64,
    pub(crate) event: Option<&'a Event>,
}

impl Find<'_> {
    pub(crate) fn class(&self) -> Option<EventClass> {
        self.event.map(|event| event.class)
    }

    fn day(&self) -> Option<Day> {
        self.event.and_then(|event| event.date).map(|date| date.day)
    }
}

/// The main events that enter the sums.
pub(crate) fn finds<'a>(
    analysis: &'a Analysis<'_>,
    places: &Places,
    published: Day,
) -> Vec<Find<'a>> {
    let main = analysis.events().iter();
    let main = main.filter(|event| event.primary && counts(event));
    main.map(|event| Find {
        sentence: place::holding(places, event.part, event.clause),
        pair: pair(event.source, event.target, published),
        score: event.scale().to_f64(),
        event: Some(event),
    })
    .collect()
}

/// A row with what was read of its sentence and pair.
#[derive(Debug)]
pub(crate) struct Met<'j, 'a> {
    pub(crate) row: &'j Row,
    pub(crate) finds: Vec<&'j Find<'a>>,
}

impl<'j, 'a> Met<'j, 'a> {
    /// The find that meets the row best.
    pub(crate) fn best(&self) -> Option<(&'j Find<'a>, Verdict)> {
        let verdict = |find: &Find<'_>| self.row.judge(find.score);
        let best = self
            .finds
            .iter()
            .min_by_key(|find| (verdict(find), !self.has_class(find)));
        best.map(|find| (*find, verdict(find)))
    }

    /// The find that the row forbids.
    pub(crate) fn forbidden(&self) -> Option<&'j Find<'a>> {
        let mut finds = self.finds.iter().copied();
        finds.find(|find| self.row.forbids(find.score))
    }

    /// Those with the right sign.
    fn signed(&self) -> impl Iterator<Item = &'j Find<'a>> + '_ {
        let right = |find: &&Find<'_>| self.row.judge(find.score) != Verdict::WrongSign;
        self.finds.iter().copied().filter(right)
    }

    /// Whether one has the right sign.
    pub(crate) fn has_sign(&self) -> bool {
        self.signed().next().is_some()
    }

    pub(crate) fn has_class(&self, find: &Find<'_>) -> bool {
        find.class().is_some_and(|class| self.row.has_class(class))
    }

    pub(crate) fn has_date(&self, find: &Find<'_>, published: Day) -> bool {
        self.row.when.is_met(find.day(), published)
    }
}

/// How a find answers the rows of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A row of its pair and sign.
    Right { required: bool, class: bool },
    /// Its pair is coded with the other sign.
    WrongSign,
    /// Its pair is coded the other way round.
    Reversed,
    /// Its pair is not coded.
    Stranger,
}

/// The rows and the finds of one article.
#[derive(Debug)]
pub(crate) struct Judge<'j, 'a> {
    pub(crate) rows: &'j [Row],
    pub(crate) finds: &'j [Find<'a>],
    pub(crate) published: Day,
}

impl<'j, 'a> Judge<'j, 'a> {
    /// The row's pair in comparable codes.
    pub(crate) fn pair_of(&self, row: &Row) -> Key {
        let same = |code| actor(code, self.published);
        (same(&row.source), same(&row.target))
    }

    /// Each row with what was read of it.
    pub(crate) fn met(&self) -> Vec<Met<'j, 'a>> {
        let rows = self.rows.iter();
        rows.map(|row| self.meet(row)).collect()
    }

    fn meet(&self, row: &'j Row) -> Met<'j, 'a> {
        let pair = self.pair_of(row);
        let here = |find: &&Find<'_>| find.sentence == Some(row.sentence) && find.pair == pair;
        let finds = self.finds.iter().filter(here).collect();
        Met { row, finds }
    }

    /// The rows of a sentence that are not forbidden, with their pairs.
    pub(crate) fn coded(&self, sentence: Option<usize>) -> Vec<(&'j Row, Key)> {
        let here = |row: &&Row| sentence == Some(row.sentence) && row.status != Status::Forbidden;
        let rows = self.rows.iter().filter(here);
        rows.map(|row| (row, self.pair_of(row))).collect()
    }

    /// How a find answers the rows.
    pub(crate) fn answer(&self, find: &Find<'_>) -> Answer {
        let coded = self.coded(find.sentence);
        let own: Vec<&Row> = coded
            .iter()
            .filter(|(_, pair)| *pair == find.pair)
            .map(|(row, _)| *row)
            .collect();
        let agrees = |row: &&&Row| row.judge(find.score) != Verdict::WrongSign;
        let fitting: Vec<&&Row> = own.iter().filter(agrees).collect();
        let turned = (find.pair.1.clone(), find.pair.0.clone());
        if !fitting.is_empty() {
            let class = |row: &&&Row| find.class().is_some_and(|class| row.has_class(class));
            Answer::Right {
                required: fitting.iter().any(|row| row.status == Status::Required),
                class: fitting.iter().any(class),
            }
        } else if !own.is_empty() {
            Answer::WrongSign
        } else if coded.iter().any(|(_, pair)| *pair == turned) {
            Answer::Reversed
        } else {
            Answer::Stranger
        }
    }

    /// Everything that is counted.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for met in self.met() {
            self.count_row(&met, &mut counts);
        }
        for find in self.finds {
            count_find(self.answer(find), &mut counts);
        }
        self.count_net(&mut counts);
        counts
    }

    fn count_row(&self, met: &Met<'_, '_>, counts: &mut Counts) {
        match met.row.status {
            Status::Required => {
                let class = |find: &Find<'_>| met.has_class(find);
                let date = |find: &Find<'_>| met.has_date(find, self.published);
                let range = |find: &&Find<'_>| met.row.holds(find.score);
                counts.add(Tally::Required, true);
                counts.add(Tally::Pair, !met.finds.is_empty());
                counts.add(Tally::Range, met.finds.iter().any(range));
                counts.add(Tally::Sign, met.has_sign());
                counts.add(Tally::Class, met.signed().any(class));
                counts.add(Tally::Date, met.signed().any(date));
            }
            Status::Forbidden => {
                counts.add(Tally::Forbidden, true);
                counts.add(Tally::ForbiddenHit, met.forbidden().is_some());
            }
            Status::Optional => {}
        }
    }

    /// Whether the sum over the article has the sign of the required rows' sum, pair by pair.
    fn count_net(&self, counts: &mut Counts) {
        let mut owed: BTreeMap<Key, f64> = BTreeMap::new();
        let required = self
            .rows
            .iter()
            .filter(|row| row.status == Status::Required);
        for row in required {
            *owed.entry(self.pair_of(row)).or_default() += row.middle();
        }
        for (pair, owed) in owed.into_iter().filter(|(_, owed)| owed.abs() >= 0.5) {
            let own = self.finds.iter().filter(|find| find.pair == pair);
            let seen = own.clone().next().is_some();
            let sum: f64 = own.map(|find| find.score).sum();
            counts.add(Tally::Net, true);
            counts.add(Tally::NetSeen, seen);
            counts.add(Tally::NetRight, seen && Sign::of(sum) == Sign::of(owed));
        }
    }
}

fn count_find(answer: Answer, counts: &mut Counts) {
    counts.add(Tally::Events, true);
    match answer {
        Answer::Right { required, class } => {
            counts.add(Tally::Right, true);
            counts.add(Tally::RightRequired, required);
            counts.add(Tally::RightClass, class);
        }
        Answer::WrongSign => counts.add(Tally::FalseSign, true),
        Answer::Reversed => counts.add(Tally::FalseReversed, true),
        Answer::Stranger => counts.add(Tally::FalsePair, true),
    }
}
