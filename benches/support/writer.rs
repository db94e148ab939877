//! Writes the bundled corpus: everyday news from templates, and among it the dispatches under other names, day after day.
//!
//! What it shall resemble is measured, in real news too, by `cargo bench --bench corpus`: how many distinct words there are, and in how
//! many sentences two actors or one. The same seed gives the same bytes.

use std::{path::Path, sync::LazyLock};

use detente::Day;

use super::{
    articles::{self, Item},
    random::Random,
    words::{HEAPS, Kind, Rare},
};

const SEED: u64 = 1;

/// What a corpus is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub seed: u64,
    /// Heaps' factor: how many distinct words.
    pub heaps: f64,
    /// The share of articles that are dispatches.
    pub dispatches: f64,
    /// Of the other sentences, the shares that name one state, two that do nothing to each other, and two that do.
    pub naming: [f64; 3],
}

impl Default for Plan {
    /// The shares found in a year of agency news on business and politics, most of it business.
    fn default() -> Self {
        Self {
            seed: SEED,
            heaps: HEAPS,
            dispatches: 0.05,
            naming: [0.27, 0.03, 0.025],
        }
    }
}

/// So many bytes of the corpus; less of it is its beginning.
pub fn corpus(bytes: usize) -> Vec<Item> {
    write(Plan::default(), bytes)
}

/// Articles by a plan, until they have so many bytes.
pub fn write(plan: Plan, bytes: usize) -> Vec<Item> {
    let mut writer = Writer::new(plan);
    let (mut items, mut size) = (Vec::new(), 0);
    while size < bytes {
        let item = writer.item(items.len());
        size += item.len();
        items.push(item);
    }
    items
}

/// Sentences that each name so many states, as a plan cannot say.
pub fn naming(actors: usize, bytes: usize) -> Vec<Item> {
    let mut writer = Writer::new(Plan::default());
    let (mut items, mut size) = (Vec::new(), 0);
    while size < bytes {
        let mut item = writer.head(items.len());
        for _ in 0..8 {
            writer.list(&mut item.text, actors);
        }
        size += item.len();
        items.push(item);
    }
    items
}

/// A state as text names it, its people, its capital: what is exchanged where a dispatch is told of others.
const STATES: &[[&str; 3]] = &[
    ["Albania", "Albanian", "Tirana"],
    ["Algeria", "Algerian", "Algiers"],
    ["Argentina", "Argentine", "Buenos Aires"],
    ["Australia", "Australian", "Canberra"],
    ["Austria", "Austrian", "Vienna"],
    ["Bangladesh", "Bangladeshi", "Dhaka"],
    ["Brazil", "Brazilian", "Brasilia"],
    ["Britain", "British", "London"],
    ["Bulgaria", "Bulgarian", "Sofia"],
    ["Canada", "Canadian", "Ottawa"],
    ["Chile", "Chilean", "Santiago"],
    ["China", "Chinese", "Beijing"],
    ["Cuba", "Cuban", "Havana"],
    ["Egypt", "Egyptian", "Cairo"],
    ["Ethiopia", "Ethiopian", "Addis Ababa"],
    ["France", "French", "Paris"],
    ["Germany", "German", "Berlin"],
    ["Greece", "Greek", "Athens"],
    ["Hungary", "Hungarian", "Budapest"],
    ["India", "Indian", "Delhi"],
    ["Indonesia", "Indonesian", "Jakarta"],
    ["Iran", "Iranian", "Tehran"],
    ["Iraq", "Iraqi", "Baghdad"],
    ["Italy", "Italian", "Rome"],
    ["Japan", "Japanese", "Tokyo"],
    ["Kenya", "Kenyan", "Nairobi"],
    ["Malaysia", "Malaysian", "Kuala Lumpur"],
    ["Mexico", "Mexican", "Mexico City"],
    ["Morocco", "Moroccan", "Rabat"],
    ["Nigeria", "Nigerian", "Abuja"],
    ["Norway", "Norwegian", "Oslo"],
    ["Pakistan", "Pakistani", "Islamabad"],
    ["Peru", "Peruvian", "Lima"],
    ["Poland", "Polish", "Warsaw"],
    ["Qatar", "Qatari", "Doha"],
    ["Russia", "Russian", "Moscow"],
    ["Syria", "Syrian", "Damascus"],
    ["Turkey", "Turkish", "Ankara"],
    ["Ukraine", "Ukrainian", "Kyiv"],
    ["Vietnam", "Vietnamese", "Hanoi"],
];

/// The templates by how many states they name; the last name two that do something to each other.
static TEMPLATES: LazyLock<[Vec<&'static str>; 4]> = LazyLock::new(|| {
    let lines = include_str!("../data/sentences.txt").lines();
    let mut groups: [Vec<&str>; 4] = Default::default();
    let mut group = 0;
    // After the head, each line of comment begins a group.
    for line in lines.skip_while(|line| line.starts_with('#')) {
        match line.starts_with('#') {
            true => group += 1,
            false => groups[group].push(line),
        }
    }
    groups
});

static DISPATCHES: LazyLock<Vec<Item>> = LazyLock::new(|| {
    articles::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/dispatches.ndjson"))
});

struct Writer {
    plan: Plan,
    random: Random,
    rare: Rare,
}

impl Writer {
    fn new(plan: Plan) -> Self {
        Self {
            plan,
            random: Random::new(plan.seed),
            rare: Rare::new(plan.seed, plan.heaps),
        }
    }

    fn item(&mut self, number: usize) -> Item {
        let mut item = if self.random.chance(self.plan.dispatches) {
            self.dispatch(number)
        } else {
            self.head(number)
        };
        for _ in 0..2 + self.random.below(9) {
            self.everyday(&mut item.text);
        }
        item
    }

    /// An article of which only the title is written.
    fn head(&mut self, number: usize) -> Item {
        let mut title = String::new();
        self.everyday(&mut title);
        let words = title.split(' ').take(8).collect::<Vec<_>>().join(" ");
        Item {
            id: format!("news-{number:07}"),
            date: day(number),
            title: words.trim_matches(['“', '”', ',']).to_owned(),
            text: String::new(),
        }
    }

    /// A dispatch in which every state has another's name.
    fn dispatch(&mut self, number: usize) -> Item {
        let told = &DISPATCHES[self.random.below(DISPATCHES.len())];
        let turn = 1 + self.random.below(STATES.len() - 1);
        let digit = self.random.below(10) as u32;
        let (title, text) = (
            renamed(&told.title, turn, digit),
            renamed(&told.text, turn, digit),
        );
        self.rare.count(text.split(' ').count());
        Item {
            id: format!("news-{number:07}"),
            date: day(number),
            title,
            text,
        }
    }

    /// One more sentence.
    fn everyday(&mut self, text: &mut String) {
        let [one, two, acting] = self.plan.naming;
        let chance = self.random.unit();
        let group = match chance {
            c if c < acting => 3,
            c if c < acting + two => 2,
            c if c < acting + two + one => 1,
            _ => 0,
        };
        let template = self.random.pick(&TEMPLATES[group]);
        self.fill(template, text);
        self.join(text);
    }

    /// News joins what others would tell in two sentences.
    fn join(&mut self, text: &mut String) {
        let template = self.random.pick(&TEMPLATES[0]);
        let article = ["The ", "A ", "An "]
            .into_iter()
            .find(|article| template.starts_with(article));
        if let Some(article) = article.filter(|_| text.ends_with('.')) {
            text.pop();
            text.push_str(", and ");
            text.push_str(&article.to_lowercase());
            self.fill(&template[article.len()..], text);
        }
    }

    /// A sentence that names so many states.
    fn list(&mut self, text: &mut String, actors: usize) {
        for at in 0..actors {
            text.push_str(match at {
                0 => "Delegates of ",
                at if at + 1 == actors => " and of ",
                _ => ", ",
            });
            text.push_str(self.random.pick(STATES)[0]);
        }
        text.push_str(if actors == 0 { "All " } else { " " });
        self.fill(
            "met in {N} on Tuesday, agreed on a {a} text about {n}, and {v} the {n} of the {d}th.",
            text,
        );
    }

    fn fill(&mut self, template: &str, text: &mut String) {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        self.rare.count(template.split(' ').count());
        let mut parts = template.split(['{', '}']);
        while let Some(plain) = parts.next() {
            text.push_str(plain);
            if let Some(slot) = parts.next() {
                self.slot(slot, text);
            }
        }
    }

    fn slot(&mut self, slot: &str, text: &mut String) {
        let kind = match slot {
            "N" => Kind::Name,
            "n" => Kind::Noun,
            "v" => Kind::Verb,
            "a" => Kind::Adjective,
            "L" => Kind::Letters,
            "d" => return self.number(text),
            "y" => return text.push_str(&(1950 + self.random.below(60)).to_string()),
            "C" => return text.push_str(self.random.pick(STATES)[0]),
            "D" => return text.push_str(self.random.pick(STATES)[1]),
            "T" => return text.push_str(self.random.pick(STATES)[2]),
            other => unreachable!("a template with {{{other}}}"),
        };
        text.push_str(&self.rare.next(kind, &mut self.random));
    }

    /// Small numbers are frequent, and one in four has a decimal.
    fn number(&mut self, text: &mut String) {
        let size = [10, 100, 1_000, 3_000][self.random.below(4)];
        text.push_str(&(1 + self.random.below(size)).to_string());
        if self.random.chance(0.25) {
            text.push('.');
            text.push_str(&self.random.below(10).to_string());
        }
    }
}

/// Thirty articles a day.
fn day(number: usize) -> Day {
    let first: Day = "2010-01-01".parse().expect("a day");
    first.plus((number / 30) as i32)
}

/// A text with every state's name exchanged for that of the state so many places further, and every digit turned.
fn renamed(text: &str, turn: usize, digit: u32) -> String {
    let mut renamed = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        renamed.push_str(other(word, turn).unwrap_or(word));
        renamed.extend(piece[word.len()..].chars().map(|c| turned(c, digit)));
    }
    renamed
}

fn other(word: &str, turn: usize) -> Option<&'static str> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    STATES.iter().enumerate().find_map(|(at, names)| {
        let form = names.iter().position(|name| *name == word)?;
        Some(STATES[(at + turn) % STATES.len()][form])
    })
}

fn turned(c: char, by: u32) -> char {
    let digit = c
        .to_digit(10)
        .and_then(|digit| char::from_digit((digit + by) % 10, 10));
    digit.unwrap_or(c)
}
