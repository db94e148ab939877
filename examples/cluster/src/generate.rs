//! News made from templates, to measure with: dated reports of states' dealings among much that is none of theirs.
//!
//! The same seed gives the same bytes. Words that stand for names grow in number as in real news, so that a reader's
//! memory of words is not flattered, and reports of dealings are as rare as there. Of 1,152 articles of a wire between
//! 1.5 and 3 kB `summarize --events` finds an event in 34 of a hundred, 4.9 in each of these.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use detente::Day;
use flate2::{Compression, write::GzEncoder};
use serde_json::json;

use crate::args::Generate;

/// Of a hundred articles, how many are about states.
const FOREIGN: u64 = 34;
/// Of a hundred sentences of such an article, how many tell what one state did to another.
const TELLING: u64 = 17;
/// How many states an article is about.
const CAST: usize = 3;
/// The first day of the news.
const FIRST: i32 = 17_897;

/// A state's name and its adjective.
type State = (&'static str, &'static str);

#[rustfmt::skip]
const STATES: [State; 24] = [
    ("France", "French"), ("Germany", "German"), ("Iran", "Iranian"), ("Iraq", "Iraqi"), ("Israel", "Israeli"), ("Japan", "Japanese"),
    ("China", "Chinese"), ("Russia", "Russian"), ("Ukraine", "Ukrainian"), ("Poland", "Polish"), ("Turkey", "Turkish"), ("Greece", "Greek"),
    ("India", "Indian"), ("Pakistan", "Pakistani"), ("Egypt", "Egyptian"), ("Sudan", "Sudanese"), ("Ethiopia", "Ethiopian"), ("Kenya", "Kenyan"),
    ("Brazil", "Brazilian"), ("Colombia", "Colombian"), ("Venezuela", "Venezuelan"), ("Mexico", "Mexican"), ("Canada", "Canadian"), ("Syria", "Syrian"),
];

/// `A` acts, `B` is acted upon, `a` and `b` are their adjectives, `N` a name, `#` a number.
#[rustfmt::skip]
const TELLING_SENTENCES: [&str; 24] = [
    "A condemned B on {day} for its treatment of {N}.",
    "A imposed new sanctions on B after {#} weeks of dispute.",
    "The a government expelled {#} b diplomats, officials said.",
    "A and B signed an agreement on trade in {N}.",
    "A rejected the b demand to close the port of {N}.",
    "a troops shelled b positions near {N} on {day}.",
    "The a foreign minister met his b counterpart in {N} for talks.",
    "A accused B of sending arms to rebels in {N}.",
    "A offered B {#} million dollars in aid after the floods.",
    "A threatened to cut off gas supplies to B.",
    "A urged B to release the journalist {N}.",
    "A lifted its embargo on b grain.",
    "B welcomed the a decision to reopen the border at {N}.",
    "A recalled its ambassador to B for consultations.",
    "A refused to send observers to B.",
    "The a navy seized b tankers off {N}.",
    "A agreed to resume talks with B next month.",
    "A did not attack B, the spokesman {N} said.",
    "Relations between A and B are worse than for years, {N} wrote.",
    "A will send {#} engineers to B to rebuild the bridge of {N}.",
    "A promised to support B at the conference in {N}.",
    "a police arrested {#} b fishermen near {N}.",
    "A withdrew its forces from the b border.",
    "A apologized to B over the incident at {N}.",
];

#[rustfmt::skip]
const OTHER_SENTENCES: [&str; 26] = [
    "The mayor of {N} opened a library with {#} thousand books on {day}.",
    "Rain is expected in {N} for most of the week, and the river stands {#} centimetres above its usual level.",
    "Shares of {N} rose by {#} per cent after the company reported its results.",
    "{N} won the match by {#} goals, in front of a crowd that had waited for hours.",
    "Doctors at the hospital of {N} said the new ward would have {#} beds.",
    "The novel by {N} tells of a family that keeps an inn beside a lake.",
    "Farmers around {N} began the harvest {#} days earlier than last year.",
    "The orchestra played works by {N} and by {N} to a full hall.",
    "A train was delayed by {#} minutes near {N} because of a fallen tree.",
    "Researchers led by {N} described a beetle that lives in the bark of old oaks.",
    "The museum in {N} shows paintings that had been in a cellar for {#} years.",
    "Prices of flats in {N} have doubled since the tram was built.",
    "The council put off its vote on the car park until {day}.",
    "{N}, who is {#}, has taught chess to children for most of her life.",
    "The bakery in the street of {N} sells its last loaf before noon.",
    "Engineers tested the bridge at {N} with {#} loaded lorries.",
    "A film about the lighthouse keeper {N} opens next month.",
    "The court in {N} heard {#} witnesses in the case of the missing violin.",
    "Students of the school in {N} planted {#} trees along the road.",
    "The firm {N} said it would hire {#} people for its new plant.",
    "The market of {N} was closed while the roof was mended.",
    "Visitors came to {N} in greater numbers than in any spring before.",
    "The chess player {N} drew her game after {#} moves.",
    "Firemen brought {#} cows to dry ground when the stream left its bed.",
    "The paper in {N} printed a letter by {N} about the noise of the fair.",
    "An old map shows that the village of {N} once had {#} mills.",
];

const WEEKDAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

#[rustfmt::skip]
const SYLLABLES: [&str; 32] = [
    "ba", "bel", "cor", "da", "del", "dra", "fen", "gar", "hol", "il", "ka", "kel", "lan", "lo", "mar", "mir",
    "na", "nor", "ol", "pa", "pel", "ra", "ros", "sa", "sel", "tan", "tor", "ul", "va", "ver", "wen", "zol",
];

/// Writes the files.
pub(crate) fn run(args: &Generate) -> io::Result<()> {
    fs::create_dir_all(&args.folder)?;
    let each = args.mb * 1_000_000 / u64::from(args.files);
    (0..args.files).try_for_each(|file| {
        let ending = if args.gz { ".ndjson.gz" } else { ".ndjson" };
        let path = args.folder.join(format!("news-{file:04}{ending}"));
        write(&path, file, each, args)
    })
}

fn write(path: &Path, file: u32, bytes: u64, args: &Generate) -> io::Result<()> {
    let out = BufWriter::new(File::create(path)?);
    let mut out: Box<dyn Write> = match args.gz {
        true => Box::new(GzEncoder::new(out, Compression::fast())),
        false => Box::new(out),
    };
    let mut news = News::new(args.seed ^ u64::from(file).rotate_left(32), args.days);
    let (mut written, mut number) = (0, 0_u64);
    let mut last = String::new();
    while written < bytes {
        if last.is_empty() || !news.chance(args.repeated) {
            last = news.article(&format!("{file}-{number}"));
            number += 1;
        }
        out.write_all(last.as_bytes())?;
        written += last.len() as u64;
    }
    out.flush()
}

/// A stream of chosen numbers (splitmix64), and of the articles they make.
struct News {
    state: u64,
    /// How many names there are so far.
    names: u64,
    /// Over how many days the news spread.
    days: u64,
}

impl News {
    const fn new(seed: u64, days: u64) -> Self {
        Self {
            state: seed,
            names: 200,
            days,
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        let at = self.below(all.len() as u64);
        all[usize::try_from(at).unwrap_or(0)]
    }

    /// A number below `end`, the small ones most often.
    fn early(&mut self, end: u64) -> u64 {
        self.below(end) * self.below(end) / end
    }

    /// One line of NDJSON, about two thousand bytes.
    fn article(&mut self, id: &str) -> String {
        let later = i32::try_from(self.below(self.days)).unwrap_or(0);
        let day = Day::from_number(FIRST).plus(later);
        let cast = self.chance(FOREIGN).then(|| self.cast());
        let title = self.sentence(cast);
        let sentences = 12 + self.below(33);
        let mut text = String::new();
        for number in 0..sentences {
            text.push_str(match number {
                0 => "",
                _ if number % 5 == 0 => "\n",
                _ => " ",
            });
            text.push_str(&self.sentence(cast));
        }
        let title = title.trim_end_matches('.');
        let line = json!({"id": id, "date": day.to_string(), "title": title, "text": text});
        format!("{line}\n")
    }

    /// The states of an article, neighbours in the list, so that some pairs are told of much more often than others.
    fn cast(&mut self) -> [State; CAST] {
        let first = self.early(STATES.len() as u64);
        let first = usize::try_from(first).unwrap_or(0);
        let step = 1 + usize::try_from(self.early(8)).unwrap_or(0);
        std::array::from_fn(|at| STATES[(first + at * step) % STATES.len()])
    }

    fn sentence(&mut self, cast: Option<[State; CAST]>) -> String {
        let Some(cast) = cast.filter(|_| self.chance(TELLING)) else {
            let template = self.one(&OTHER_SENTENCES);
            return self.filled(template);
        };
        let template = self.one(&TELLING_SENTENCES);
        let (a, mut b) = (self.one(&cast), self.one(&cast));
        while a == b {
            b = self.one(&cast);
        }
        // Actors are words of their own in the templates, so that no letter of a name is taken for one.
        let words = template.split(' ').map(|word| {
            match word {
                "A" => a.0,
                "B" => b.0,
                "a" => a.1,
                "b" => b.1,
                "B." => return format!("{}.", b.0),
                "B," => return format!("{},", b.0),
                _ => return word.to_owned(),
            }
            .to_owned()
        });
        let template = words.collect::<Vec<_>>().join(" ");
        self.filled(&template)
    }

    fn filled(&mut self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((head, tail)) = rest.split_once('{') {
            let Some((slot, tail)) = tail.split_once('}') else {
                break;
            };
            text.push_str(head);
            match slot {
                "N" => text.push_str(&self.name()),
                "day" => text.push_str(self.one(&WEEKDAYS)),
                _ => text.push_str(&(2 + self.below(97)).to_string()),
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }

    /// A name: now and then one never used before, else an old one, the oldest most often.
    fn name(&mut self) -> String {
        let number = if self.below(40) == 0 {
            self.names += 1;
            self.names
        } else {
            self.early(self.names)
        };
        let mut left = number.wrapping_mul(2_654_435_761) % 1_048_576;
        let mut name = String::new();
        for _ in 0..4 {
            name.push_str(SYLLABLES[usize::try_from(left % 32).unwrap_or(0)]);
            left /= 32;
        }
        name[..1].to_uppercase() + &name[1..]
    }
}
