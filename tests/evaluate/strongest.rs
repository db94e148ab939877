//! The strongest events of texts, and the verdicts on them.

use std::{fs, path::Path};

use crate::{evaluate, out_path, statistics::wilson};

const TEXTS: &str = r#"{"id": "b", "date": "2018-05-10", "text": "Peru praised Chile. France bombed Mali."}
{"id": "a", "title": "Mali condemned Niger", "text": "Kenya and Uganda signed a peace treaty."}
{"id": "c", "text": "France did not bomb Mali. Harvests were good."}
"#;

/// The claims of the report and what follows them.
fn strongest(most: &str, verdicts: &str) -> Option<(Vec<Vec<String>>, String)> {
    let texts = out_path(&format!("strongest-{most}.ndjson"));
    fs::write(&texts, TEXTS).unwrap();
    let output = evaluate(&["--strongest", most, &texts, "--verdicts", verdicts])?;
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    let (table, rest) = report.split_once("\n\n").unwrap();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    Some((table.lines().skip(2).map(fields).collect(), rest.to_owned()))
}

#[test]
fn the_strongest_events_are_joined_with_verdicts() {
    let verdicts = out_path("verdicts.tsv");
    let lines = [
        "id\tclass\tverdict\twhy",
        "b:text:20:FRA-MLI\tASSAULT\tright\tbombed",
        "a:text:0:KEN-UGA\tACCUSE\twrong\tan earlier reading's class",
        "a:title:0:MLI-NER\tACCUSE\tperhaps\tno verdict",
        "b:text:20:FRA-MLI\tASSAULT\twrong\ttwice",
    ];
    fs::write(&verdicts, lines.join("\n")).unwrap();
    let Some((claims, rest)) = strongest("10", &verdicts) else {
        return;
    };
    // What did not happen does not count, a treaty is told once, and the strongest stands first.
    let ids: Vec<&str> = claims.iter().map(|claim| claim[0].as_str()).collect();
    assert_eq!((ids.len(), ids[0]), (4, "b:text:20:FRA-MLI"), "{ids:?}");
    for id in ["a:text:0:KEN-UGA", "a:title:0:MLI-NER", "b:text:0:PER-CHL"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    let [_, class, verdict, words, sentence] = &claims[0][..] else {
        panic!("{claims:?}");
    };
    assert_eq!((class.as_str(), verdict.as_str()), ("ASSAULT", "right"));
    assert!(words.starts_with("France towards Mali: "), "{words}");
    assert_eq!(sentence, "France bombed Mali.");
    assert!(
        claims.iter().skip(1).all(|claim| claim[2] == "-"),
        "{claims:?}"
    );
    // One of one is right: the square of 1.644854 is 2.705545, and one in 3.705545 is 0.270.
    let by_hand = "right 1, wrong 0, unclear 0; not judged yet 3 of 4; 2 bad lines left out\n\
                   share right of the judged 1.000  [0.270, 1.000]\n";
    assert_eq!(rest, by_hand);
}

#[test]
fn the_verdicts_of_the_project_can_be_read() {
    let verdicts = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/evaluate/verdicts.tsv");
    let Some((claims, rest)) = strongest("1", verdicts.to_str().unwrap()) else {
        return;
    };
    assert_eq!(claims.len(), 1);
    assert_eq!(rest, "right 0, wrong 0, unclear 0; not judged yet 1 of 1\n");
}

#[test]
fn shares_have_wilsons_interval() {
    assert_eq!(wilson(0, 0), None);
    // None of ten: from 0 to the square of 1.644854 in ten and that square.
    let (low, high) = wilson(0, 10).unwrap();
    assert!(
        low < 1e-9 && (high - 2.705_545 / 12.705_545).abs() < 1e-6,
        "{low} {high}"
    );
    // Half of ten: evenly about a half, by half the root of that square in ten and the square.
    let (low, high) = wilson(5, 10).unwrap();
    let reach = (2.705_545_f64 / 12.705_545).sqrt() / 2.0;
    assert!((0.5 - low - reach).abs() < 1e-6 && (high - 0.5 - reach).abs() < 1e-6);
}
