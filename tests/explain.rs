//! Explanations: the parts add up, the carets stand under the words, and nothing of the text gets out unescaped.

use detente::{Analyzer, Article, Event, Lexicon, Scale, Span};
use proptest::prelude::*;

const WIDTH: usize = 100;

fn analyzer() -> Analyzer {
    Analyzer::new(Lexicon::english())
}

/// The events of a text, each with its drawing and its HTML.
fn explained(text: &str) -> Vec<(Event, String, String)> {
    let analyzer = analyzer();
    let article = Article::new("test", "2018-05-10".parse().unwrap(), text);
    let analysis = analyzer.analyze(&article);
    let events = analysis.events().iter();
    let explain = |event: &Event| {
        let explanation = event.explain(&article);
        (
            event.clone(),
            explanation.to_string(),
            explanation.to_html(),
        )
    };
    events.map(explain).collect()
}

/// The first event's drawing.
fn drawn(text: &str) -> String {
    let mut all = explained(text);
    assert!(!all.is_empty(), "no event in {text:?}");
    all.swap_remove(0).1
}

/// How many columns of a terminal the characters of our sentences take.
fn columns(line: &str) -> usize {
    let width = |c| match c {
        '\u{300}'..='\u{36f}' => 0,
        c if c >= '\u{2e80}' => 2,
        _ => 1,
    };
    line.chars().map(width).sum()
}

/// The numbers of the arithmetic, in thousandths: those of the steps, and the last line's.
fn arithmetic(drawing: &str) -> (Vec<i32>, i32) {
    let milli = |line: &str| {
        let number = line.split_whitespace().nth(2).unwrap();
        let (whole, rest) = number.split_once('.').unwrap();
        let sign = if whole.starts_with('-') { -1 } else { 1 };
        let whole: i32 = whole.parse().unwrap();
        let rest: i32 = format!("{rest:0<3}").parse().unwrap();
        whole * 1000 + sign * rest
    };
    let lines: Vec<&str> = drawing.lines().collect();
    let rule = lines
        .iter()
        .rposition(|line| line.trim_start().starts_with("-----"))
        .unwrap();
    let steps = lines[..rule].iter().rev().take_while(|line| {
        let kind = line.split_whitespace().next();
        ["term", "governor", "shifter", "rule"].contains(&kind.unwrap_or_default())
    });
    let deltas = steps.map(|line| milli(line)).collect();
    (deltas, milli(lines[rule + 1]))
}

/// The words over each run of carets, with the name that stands under them. For one-column characters on one line.
fn pointed(drawing: &str) -> Vec<(String, String)> {
    let lines: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
    let is_carets = |line: &[char]| line.contains(&'^') && line.iter().all(|c| " ^".contains(*c));
    let text = lines.iter().position(|line| is_carets(line)).unwrap() - 1;
    let mut found = Vec::new();
    for at in (0..lines.len()).filter(|at| is_carets(&lines[*at])) {
        let starts = (0..lines[at].len())
            .filter(|i| lines[at][*i] == '^' && (*i == 0 || lines[at][i - 1] != '^'));
        for start in starts {
            let length = lines[at][start..].iter().take_while(|c| **c == '^').count();
            let words = lines[text][start..start + length].iter().collect();
            let name = lines[at + 1..].iter().map(|line| name_at(line, start));
            found.push((name.flatten().next().unwrap(), words));
        }
    }
    found
}

fn name_at(line: &[char], start: usize) -> Option<String> {
    let name: String = line
        .get(start..)?
        .iter()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let whole = start == 0 || line[start - 1] == ' ';
    (whole && ["source", "cue", "target"].contains(&&*name)).then_some(name)
}

/// Sentences of our own: names, a verb phrase, and what may stand around them.
fn sentence() -> impl Strategy<Value = String> {
    let names = || {
        prop::sample::select(vec![
            "France",
            "Chile",
            "the United States",
            "Kenya",
            "Côte d'Ivoire",
            "Türkiye",
            "Japan",
            "Cuba",
            "NATO",
            "Russian troops",
        ])
    };
    let verbs = prop::sample::select(vec![
        "condemned",
        "attacked",
        "praised",
        "threatened to attack",
        "accused",
        "imposed sanctions on",
        "agreed to help",
        "refused to talk to",
        "did not invade",
        "may bomb",
        "fiercely criticised",
        "will send aid to",
        "ended its embargo against",
        "held talks with",
        "said it would never strike",
        "walked past",
    ]);
    let heads = prop::sample::select(vec![
        "",
        "On Monday, ",
        "“Enough”, ",
        "😀 ",
        "北京 — ",
        "<b>",
        "e\u{301}\u{301} & ",
    ]);
    let tails = prop::sample::select(vec![
        ".",
        " on Friday.",
        " over the \"islands\".",
        ", and then accused Peru of lying.",
        " — again…",
        "\n\tnear the border.",
        " after a long and quite uneventful week in which hardly anybody in either of the two capitals had said a single word in public about anything at all.",
    ]);
    (heads, names(), verbs, names(), tails).prop_map(|(head, source, verb, target, tail)| {
        format!("{head}{source} {verb} {target}{tail}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_to_the_score(sentences in prop::collection::vec(sentence(), 1..4)) {
        let text = sentences.join(" ");
        for (event, drawing, _) in explained(&text) {
            let (deltas, total) = arithmetic(&drawing);
            prop_assert_eq!(deltas.len(), event.steps.len(), "{}", drawing);
            prop_assert_eq!(deltas.iter().sum::<i32>(), total, "{}", drawing);
            prop_assert_eq!(Scale::from_milli(total), event.scale(), "{}", drawing);
        }
    }

    #[test]
    fn no_line_is_too_wide(sentences in prop::collection::vec(sentence(), 1..4)) {
        for (_, drawing, _) in explained(&sentences.join(" ")) {
            prop_assert!(drawing.lines().all(|line| columns(line) <= WIDTH), "{}", drawing);
        }
    }

    #[test]
    fn html_holds_the_clause_and_no_other_tag(sentence in sentence()) {
        for (event, _, html) in explained(&sentence) {
            let plain = stripped(&html);
            let clause = event.clause.of(&sentence).replace(['\n', '\t'], " ");
            prop_assert!(plain.contains(&clause), "{} not in {}", clause, plain);
        }
    }

    #[test]
    fn any_article_can_be_explained(text in "\\PC{0,40}", other in sentence()) {
        let wrong = Article::undated("other", &text);
        for (event, _, _) in explained(&other) {
            let explanation = event.explain(&wrong);
            prop_assert_eq!(arithmetic(&explanation.to_string()).1, event.scale().milli());
            stripped(&explanation.to_html());
        }
    }
}

/// The text of the HTML; any tag but ours fails.
fn stripped(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["<p class=\"detente-clause\">", "</p>", "</mark>"] {
        text = text.replace(tag, "");
    }
    let names = ["source", "cue", "target"];
    for a in names {
        text = text.replace(&format!("<mark class=\"{a}\">"), "");
        for b in names {
            text = text.replace(&format!("<mark class=\"{a} {b}\">"), "");
        }
    }
    assert!(!text.contains(['<', '>', '"', '\'']), "{html}");
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text, |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn the_templates_make_events() {
    // Else the properties would hold of nothing.
    let text = "France condemned Chile. Kenya may bomb Cuba. Japan imposed sanctions on France on Friday. \
        Côte d'Ivoire fiercely criticised Türkiye.";
    let events = explained(text);
    assert!(events.len() >= 4, "{events:?}");
    assert!(events.iter().any(|(event, ..)| event.steps.len() > 1));
}

#[test]
fn carets_stand_under_the_words() {
    let drawing = drawn("Late on Tuesday France condemned North Korea.");
    let wish = [
        ("source", "France"),
        ("cue", "condemned"),
        ("target", "North Korea"),
    ];
    assert_eq!(
        pointed(&drawing),
        wish.map(|(name, words)| (name.to_owned(), words.to_owned())),
        "{drawing}"
    );
}

#[test]
fn carets_count_characters_not_bytes() {
    let drawing =
        drawn("Le président de la République, très ému, said Côte d'Ivoire condemned Türkiye.");
    let pointed = pointed(&drawing);
    assert!(
        pointed.contains(&("source".into(), "Côte d'Ivoire".into())),
        "{drawing}"
    );
    assert!(
        pointed.contains(&("target".into(), "Türkiye".into())),
        "{drawing}"
    );
}

#[test]
fn wide_characters_take_two_columns_and_marks_none() {
    let plain = drawn("xx y France condemned Japan.");
    let wide = drawn("北 y\u{301}\u{301} France condemned Japan.");
    let carets = |drawing: &str| {
        drawing
            .lines()
            .find(|line| line.contains("^^^"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(carets(&plain), carets(&wide), "{plain}\n{wide}");
}

#[test]
fn marks_that_overlap_stand_on_lines_of_their_own() {
    let drawing = drawn("Norway accused Denmark of attacking Sweden.");
    let pointed = pointed(&drawing);
    for wish in [("source", "Norway"), ("target", "Denmark")] {
        assert!(
            pointed
                .iter()
                .any(|(name, words)| (&**name, &**words) == wish),
            "{drawing}"
        );
    }
    assert!(drawing.lines().all(|line| line == line.trim_end()));
}

#[test]
fn long_clauses_are_wrapped_at_spaces() {
    let far = "a very long delegation of quiet advisers with many small leather bags ".repeat(3);
    let text = format!("France, with {far}at its side, condemned North Korea.");
    let (event, drawing, _) = explained(&text).swap_remove(0);
    let drawn: Vec<&str> = drawing
        .lines()
        .filter(|line| line.contains("bags"))
        .collect();
    assert!(drawn.len() >= 2, "{drawing}");
    assert!(drawing.lines().all(|line| columns(line) <= WIDTH));
    let whole = event.clause.of(&text).split_whitespace();
    assert!(
        whole.into_iter().all(|word| drawing.contains(word)),
        "a word was cut: {drawing}"
    );
}

#[test]
fn control_characters_reach_neither_terminal_nor_page() {
    let text = "France \u{1b}[31mcondemned\u{7} \u{202e}Japan on Monday.";
    for (_, drawing, html) in explained(text) {
        assert!(
            !drawing.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{drawing:?}"
        );
        assert!(!html.contains(['\u{1b}', '\u{7}']), "{html:?}");
    }
}

#[test]
fn markup_in_the_text_is_escaped() {
    let text = "France condemned Japan's <script>alert(\"1\" & '2')</script> raid.";
    let events = explained(text);
    assert!(!events.is_empty());
    for (_, _, html) in events {
        assert!(!html.contains("<script"), "{html}");
        stripped(&html);
    }
}

#[test]
fn a_span_inside_a_character_marks_nothing() {
    let text = "France condemned Türkiye.";
    let (mut event, ..) = explained(text).swap_remove(0);
    let at = u32::try_from(text.find('ü').unwrap()).unwrap();
    event.evidence.target = Some(Span::new(at + 1, at + 3));
    let article = Article::undated("test", text);
    assert!(!event.explain(&article).to_html().contains("target"));
    assert!(
        !pointed(&event.explain(&article).to_string())
            .iter()
            .any(|(name, _)| name == "target")
    );
}

#[test]
fn who_is_not_named_in_the_sentence_is_told() {
    let (mut event, ..) = explained("France condemned Japan.").swap_remove(0);
    event.evidence.source = None;
    let article = Article::undated("test", "France condemned Japan.");
    let drawing = event.explain(&article).to_string();
    assert!(
        drawing.contains("  source FRA: named elsewhere in the document\n"),
        "{drawing}"
    );
}

/// The text without escape sequences, and how many there are.
fn uncoloured(text: &str) -> (String, usize) {
    let mut parts = text.split("\x1b[");
    let head = parts.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = parts.map(|part| part.split_once('m').unwrap().1).collect();
    (head + &rest.concat(), rest.len())
}

#[test]
fn colours_are_the_same_text_under_escape_sequences() {
    for text in [
        "France condemned North Korea.",
        "E\u{301}e\u{301}, Japan did not, e\u{301}e\u{301}, attack Cu\u{301}ba or Chile — again.",
        "\u{5317}\u{4eac} Japan and China held talks, and Japan will never invade Chile over the \"islands\" near the border of Peru \
         after a long and quite uneventful week in which hardly anybody in either of the capitals had said a word.",
    ] {
        let analyzer = analyzer();
        let article = Article::new("test", "2018-05-10".parse().unwrap(), text);
        let analysis = analyzer.analyze(&article);
        assert!(!analysis.events().is_empty(), "{text}");
        for event in analysis.events() {
            let explanation = event.explain(&article);
            let (plain, coloured) = (explanation.to_string(), format!("{explanation:#}"));
            let (stripped, sequences) = uncoloured(&coloured);
            assert_eq!(stripped, plain);
            assert!(sequences >= 12 && sequences % 2 == 0, "{coloured:?}");
            assert_eq!(uncoloured(&plain).1, 0);
        }
    }
}
