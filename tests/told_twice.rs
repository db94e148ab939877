//! Is an event counted once however often it is told, and are two events kept apart however alike they sound?
//!
//! `tests/data/told_twice.ndjson` holds our own, invented events, each told by several invented papers in their own words
//! on one to three days, and look-alikes that are other events: on another day, another act, another pair, a new round, and
//! the hardest, the same kind of act by the same pair on the same day.
//! `cargo test --test told_twice -- --nocapture` prints precision and recall of the merging, and what goes wrong.

use std::collections::{BTreeMap, BTreeSet};

use detente::{Analyzer, Article, Day, Lexicon, Pair, Record, Timeline};
use serde::Deserialize;

const TELLINGS: &str = include_str!("data/told_twice.ndjson");

/// Look-alikes that agree with their event in everything a cell is made of.
const SAME_CELL: &str = "same day";

/// One article of one sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Telling {
    id: String,
    date: Day,
    paper: String,
    /// Tellings with the same name here tell the same event.
    event: String,
    /// Of a look-alike: the event it is not, and what makes it another; "same day" is the same kind of act that day.
    like: Option<String>,
    differs: Option<String>,
    text: String,
}

/// A telling as the library reads it.
struct Read<'t> {
    telling: &'t Telling,
    record: Record,
    /// The events in the sums of its own timeline, by undirected pair.
    alone: BTreeMap<Pair, usize>,
}

fn tellings() -> Vec<Telling> {
    let lines = TELLINGS.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn read(tellings: &[Telling]) -> Vec<Read<'_>> {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let mut all = Vec::new();
    for telling in tellings {
        let Telling { id, date, text, .. } = telling;
        let analysis = reader.analyze(&Article::new(id, *date, text));
        let record: &Record = analysis.as_ref();
        all.push(Read {
            telling,
            record: record.clone(),
            alone: counted(&[record]),
        });
    }
    all
}

/// How many events of each pair a timeline of these documents counts.
fn counted(records: &[&Record]) -> BTreeMap<Pair, usize> {
    let mut timeline = Timeline::new();
    records.iter().for_each(|record| timeline.record(*record));
    let of = |pair| {
        let events = timeline.relationship(pair);
        let events = events.events().iter().filter(|event| event.weight > 0);
        (pair, events.count())
    };
    let pairs = timeline.undirected_pairs().into_iter();
    pairs.map(of).filter(|(_, events)| *events > 0).collect()
}

/// Whether two documents together count fewer events than one by one: one event at least is taken for the same.
fn merged(one: &Read<'_>, other: &Read<'_>) -> bool {
    if !one.alone.keys().any(|pair| other.alone.contains_key(pair)) {
        return false;
    }
    let sum = |counts: &BTreeMap<Pair, usize>| counts.values().sum::<usize>();
    sum(&counted(&[&one.record, &other.record])) < sum(&one.alone) + sum(&other.alone)
}

/// Pairs of tellings: of the same event and taken for it, of the same event and not, of different ones and taken for one.
#[derive(Default)]
struct Merging<'t> {
    right: usize,
    missed: Vec<[&'t Telling; 2]>,
    wrong: Vec<[&'t Telling; 2]>,
}

impl<'t> Merging<'t> {
    fn new(read: &[Read<'t>]) -> Self {
        let mut merging = Self::default();
        for (at, one) in read.iter().enumerate() {
            for other in &read[at + 1..] {
                let both = [one.telling, other.telling];
                match (both[0].event == both[1].event, merged(one, other)) {
                    (true, true) => merging.right += 1,
                    (true, false) => merging.missed.push(both),
                    (false, true) => merging.wrong.push(both),
                    (false, false) => {}
                }
            }
        }
        merging
    }

    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong.len())
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed.len())
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Of the tellings of each event, those in the largest group that is taken for one event.
fn together<'t>(read: &[Read<'t>]) -> BTreeMap<&'t str, (usize, usize)> {
    let mut events: BTreeMap<&str, Vec<&Read<'_>>> = BTreeMap::new();
    for read in read.iter().filter(|read| read.telling.like.is_none()) {
        events.entry(&read.telling.event).or_default().push(read);
    }
    let largest = |tellings: &[&Read<'_>]| {
        let with = |one: &&Read<'_>| tellings.iter().filter(|other| merged(one, other)).count();
        tellings.iter().map(with).max().unwrap_or(0)
    };
    events
        .into_iter()
        .map(|(event, tellings)| (event, (largest(&tellings), tellings.len())))
        .collect()
}

/// The tellings of each event that is no look-alike.
fn by_event(tellings: &[Telling]) -> BTreeMap<&str, Vec<&Telling>> {
    let mut events: BTreeMap<&str, Vec<&Telling>> = BTreeMap::new();
    for telling in tellings.iter().filter(|telling| telling.like.is_none()) {
        events.entry(&telling.event).or_default().push(telling);
    }
    events
}

#[test]
fn each_event_is_told_two_to_six_times_in_different_words() {
    let tellings = tellings();
    let ids: BTreeSet<&str> = tellings.iter().map(|telling| &*telling.id).collect();
    assert_eq!(ids.len(), tellings.len());
    let events = by_event(&tellings);
    assert!(events.len() >= 40, "{} events", events.len());
    for (event, tellings) in &events {
        let count = tellings.len();
        assert!((2..=6).contains(&count), "{event}");
        let days: BTreeSet<Day> = tellings.iter().map(|telling| telling.date).collect();
        let span = days.last().unwrap().since(*days.first().unwrap());
        assert!(span <= 2, "{event} is told over {} days", span + 1);
        let words: BTreeSet<&str> = tellings.iter().map(|telling| &*telling.text).collect();
        let papers: BTreeSet<&str> = tellings.iter().map(|telling| &*telling.paper).collect();
        assert_eq!((words.len(), papers.len()), (count, count), "{event}");
    }
}

#[test]
fn look_alikes_say_what_makes_them_another_event() {
    let tellings = tellings();
    let events = by_event(&tellings);
    let kinds = [
        "other act",
        "other day",
        "other pair",
        "new round",
        SAME_CELL,
    ];
    let alike: Vec<&Telling> = tellings
        .iter()
        .filter(|telling| telling.like.is_some())
        .collect();
    assert!(alike.len() >= 40, "{} look-alikes", alike.len());
    for telling in alike {
        let (like, differs) = (telling.like.as_deref(), telling.differs.as_deref());
        assert!(events.contains_key(like.unwrap()), "{}", telling.id);
        assert!(kinds.contains(&differs.unwrap()), "{}", telling.id);
        assert!(!events.contains_key(&*telling.event), "{}", telling.id);
    }
}

/// Prints each pair of tellings that is taken for what it is not.
fn tell_faults(merging: &Merging<'_>) {
    let faults = [
        ("kept apart", &merging.missed),
        ("taken for one", &merging.wrong),
    ];
    for (fault, pairs) in faults {
        for [one, other] in pairs {
            println!(
                "{fault}: {} {}\n    {} {}",
                one.id, one.text, other.id, other.text
            );
        }
    }
}

/// The tellings of the same event that are kept apart by why: one gives no event of the other's actors, both do but in
/// another class, mode or direction, or only the day differs.
fn why_apart(merging: &Merging<'_>, read: &[Read<'_>]) -> [usize; 3] {
    let of = |telling: &Telling| {
        read.iter()
            .find(|read| read.telling.id == telling.id)
            .unwrap()
    };
    let keys = |read: &Read<'_>| -> BTreeSet<_> {
        let events = read.record.events.iter().filter(|event| event.primary);
        events
            .map(|event| (event.pair(), event.class, event.mode))
            .collect()
    };
    let mut why = [0; 3];
    for [one, other] in &merging.missed {
        let (one, other) = (of(one), of(other));
        if !one.alone.keys().any(|pair| other.alone.contains_key(pair)) {
            why[0] += 1;
        } else if keys(one).is_disjoint(&keys(other)) {
            why[1] += 1;
        } else {
            why[2] += 1;
        }
    }
    why
}

/// How many look-alikes of each kind there are, and how many are taken for a telling of the event they resemble.
fn look_alikes<'t>(
    merging: &Merging<'t>,
    tellings: &'t [Telling],
) -> BTreeMap<&'t str, [usize; 2]> {
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for telling in tellings {
        if let Some(kind) = &telling.differs {
            let folded = merging
                .wrong
                .iter()
                .flatten()
                .any(|wrong| wrong.id == telling.id);
            let counts = kinds.entry(kind).or_default();
            counts[0] += 1;
            counts[1] += usize::from(folded);
        }
    }
    kinds
}

/// Prints what there is, what is merged and what is not.
fn tell_counts(read: &[Read<'_>], merging: &Merging<'_>, tellings: &[Telling]) {
    let together = together(read);
    let whole = together.values().filter(|(largest, all)| largest == all);
    let (largest, all) = together
        .values()
        .fold((0, 0), |sum, event| (sum.0 + event.0, sum.1 + event.1));
    let unread = read.iter().filter(|read| read.alone.is_empty()).count();
    println!(
        "{all} tellings of {} events, and {} look-alikes; {unread} articles give no event",
        together.len(),
        tellings.len() - all,
    );
    println!(
        "{largest} of {all} tellings stand in their event's cell; {} events are counted once",
        whole.count(),
    );
    println!(
        "look-alikes, and how many are taken for another event: {:?}",
        look_alikes(merging, tellings)
    );
}

#[test]
fn told_twice_is_counted_once() {
    let tellings = tellings();
    let read = read(&tellings);
    let merging = Merging::new(&read);
    tell_faults(&merging);
    tell_counts(&read, &merging, &tellings);
    let [unread, otherwise, day] = why_apart(&merging, &read);
    println!(
        "pairs of tellings of one event: {} merged; {} kept apart: {unread} as one is not read, {otherwise} read otherwise, \
         {day} on another day",
        merging.right,
        merging.missed.len(),
    );
    let (precision, recall) = (merging.precision(), merging.recall());
    let read_alike = share(merging.right, merging.right + day);
    // A cell is a pair, a class, a mode and a day: what agrees in all of them cannot be kept apart.
    let other_cell = |both: &&[&Telling; 2]| {
        let mut differs = both.iter().map(|telling| telling.differs.as_deref());
        differs.all(|differs| differs != Some(SAME_CELL))
    };
    let wrong = merging.wrong.iter().filter(other_cell).count();
    let apart = share(merging.right, merging.right + wrong);
    println!("precision {precision:.3}, without look-alikes in the same cell {apart:.3}");
    println!("recall {recall:.3}, of what is read alike {read_alike:.3}");
    assert!(precision >= 0.74 && apart >= 0.97);
    assert!(recall >= 0.45 && read_alike >= 0.95);
}
