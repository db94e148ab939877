//! Why an article has no event of a pair: every act of the sentences that hold both is told, with what refused it.

use detente::{ActorCode, Analyzer, Article, Lexicon, Mode, Naming, Refused, Rule, Skip, WhyNot};

fn asked(text: &str, source: &str, target: &str) -> WhyNot {
    let analyzer = Analyzer::new(Lexicon::english());
    let article = Article::new("test", "2018-05-10".parse().unwrap(), text);
    let code = |text: &str| text.parse::<ActorCode>().unwrap();
    let why = analyzer.why_not(&article, code(source), code(target));
    agrees_with_reading(&analyzer, &article, &why);
    why
}

/// What it says of events is what reading gives.
fn agrees_with_reading(analyzer: &Analyzer, article: &Article<'_>, why: &WhyNot) {
    let analysis = analyzer.analyze(article);
    let events = analysis.events().iter().enumerate();
    let own = events.filter(|(_, e)| e.source == why.source && e.target == why.target);
    let counts = own.filter(|(_, e)| e.primary && e.mode.weight() > 0);
    let counted: Vec<usize> = counts.map(|(at, _)| at).collect();
    assert_eq!(counted, why.counted);
    for one in &why.considered {
        let text = article.part(one.part);
        let inside =
            |span: &detente::Span| one.text.start <= span.start && span.end <= one.text.end;
        assert!(
            [one.source, one.target, one.act]
                .iter()
                .flatten()
                .all(inside),
            "{one:?}"
        );
        assert!(!one.text.of(text).is_empty());
    }
}

fn refusals(text: &str, source: &str, target: &str) -> Vec<Refused> {
    let why = asked(text, source, target);
    why.considered.iter().map(|one| one.refusal).collect()
}

fn code(text: &str) -> ActorCode {
    text.parse().unwrap()
}

#[test]
fn an_event_that_counts_is_not_refused() {
    let why = asked("Chile condemned Peru.", "CHL", "PER");
    assert_eq!(
        (why.counted.len(), why.considered.len(), why.together),
        (1, 0, 1)
    );
}

#[test]
fn the_other_way_round_is_told_with_its_rule() {
    let taken = Refused::Taken {
        rule: Rule::Order,
        source: code("CHL"),
        target: code("PER"),
    };
    assert_eq!(refusals("Chile condemned Peru.", "PER", "CHL"), [taken]);
}

#[test]
fn an_act_of_others_is_told_with_its_rule() {
    let text = "France and Chile watched while Russia attacked Ukraine.";
    let taken = Refused::Taken {
        rule: Rule::Order,
        source: code("RUS"),
        target: code("UKR"),
    };
    assert_eq!(refusals(text, "FRA", "UKR"), [taken]);
}

#[test]
fn a_sentence_without_an_act_says_so() {
    let why = asked("Chile and Peru lie by the sea.", "CHL", "PER");
    assert_eq!(why.considered[0].refusal, Refused::NoAct);
    assert_eq!(why.considered[0].act, None);
}

#[test]
fn what_is_denied_is_an_event_out_of_the_sums() {
    let found = refusals("Chile did not attack Peru.", "CHL", "PER");
    assert_eq!(found, [Refused::OutOfSums(Mode::Negated)]);
}

#[test]
fn a_private_doer_acts_for_no_state() {
    let found = refusals("A French airline sued Chile.", "FRA", "CHL");
    assert!(found.contains(&Refused::Private), "{found:?}");
}

/// Each refusal has a sentence that shows it, and each guard says whom it keeps out.
#[test]
fn each_guard_has_its_name() {
    let (per, chl, bol) = (code("PER"), code("CHL"), code("BOL"));
    let cases = [
        (
            "Chile, unlike Peru, criticized Bolivia.",
            "PER",
            "BOL",
            Refused::Aside(per),
        ),
        (
            "Chile attacked towns bordering Peru.",
            "CHL",
            "PER",
            Refused::Aside(per),
        ),
        (
            "Chile criticized the Bolivian ambassador to Peru.",
            "CHL",
            "PER",
            Refused::Posted(per),
        ),
        (
            "Chile clashed with police and Peru.",
            "CHL",
            "PER",
            Refused::Domestic,
        ),
        (
            "Chile was given a loan, and Peru a grant.",
            "CHL",
            "PER",
            Refused::Borne,
        ),
        (
            "Foreign volunteers attacked Peru near Chile.",
            "CHL",
            "PER",
            Refused::Stranger,
        ),
        (
            "Peru was reckless towards Chile.",
            "CHL",
            "PER",
            Refused::Unvouched,
        ),
        ("Peru must leave Chile.", "CHL", "PER", Refused::Unasked),
        (
            "Peru was bombed in Chile.",
            "CHL",
            "PER",
            Refused::Agentless(chl),
        ),
        (
            "Sanctions on Peru were discussed in Chile.",
            "CHL",
            "PER",
            Refused::Doerless,
        ),
        (
            "Bolivia praised a poet in Chile and in Peru.",
            "CHL",
            "PER",
            Refused::OtherDoer(bol),
        ),
        (
            "Chile praised a poet in Peru, Bolivia and Ecuador.",
            "CHL",
            "PER",
            Refused::Venue(per),
        ),
        (
            "Chile and Peru discussed sanctions by Bolivia.",
            "CHL",
            "PER",
            Refused::Unreached(per),
        ),
    ];
    let found =
        cases.map(|(text, source, target, wanted)| (refusals(text, source, target), text, wanted));
    let wrong: Vec<_> = found
        .iter()
        .filter(|(found, _, wanted)| !found.contains(wanted))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn actors_apart_are_counted_and_nothing_is_considered() {
    let why = asked(
        "Chile is long. Rain fell on Peru. Peru is high.",
        "CHL",
        "PER",
    );
    assert_eq!((why.together, why.considered.len()), (0, 0));
    assert_eq!((why.source_named.able, why.target_named.able), (1, 2));
}

#[test]
fn a_name_that_acts_for_nobody_is_counted_as_such() {
    let why = asked(
        "Iran-backed fighters attacked a base in Iraq.",
        "IRN",
        "IRQ",
    );
    assert_eq!(why.source_named, Naming { able: 0, idle: 1 });
}

#[test]
fn what_was_not_read_says_why() {
    let why = asked("", "CHL", "PER");
    assert_eq!(why.skipped, Some(Skip::Empty));
    assert!(why.to_string().contains("there is no word in it"));
}

#[test]
fn the_text_names_counts_and_one_act_a_line() {
    let why = asked(
        "Chile condemned Peru. Peru did not attack Chile.",
        "PER",
        "CHL",
    );
    let lines: Vec<String> = why.to_string().lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "PER -> CHL: no event that counts. PER is named 2 times, CHL 2 times, both in one sentence 2 times.",
            "sentence 1, ACCUSE 111: rule order gives it to CHL -> PER",
            "sentence 2, ASSAULT 190: it is an event, but negated: out of the sums",
        ]
    );
}

#[test]
fn asking_changes_no_reading() {
    let analyzer = Analyzer::new(Lexicon::english());
    let mut reader = analyzer.reader();
    let text = "Chile and Peru signed a treaty. It accused Bolivia of attacking Peru, and Bolivia denied it.";
    let article = Article::new("test", "2018-05-10".parse().unwrap(), text);
    let before = reader.analyze(&article).into_record();
    let _ = reader.why_not(&article, code("CHL"), code("BOL"));
    assert_eq!(reader.analyze(&article).into_record(), before);
}
