//! What is answered, and what is refused.

use std::fs;

use super::{Answer, SAMPLE, Server, folder, sample, timeline};

/// What every page keeps, whatever it shows.
fn sound(answer: &Answer) {
    for part in [
        "default-src 'none'",
        "style-src 'sha256-",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(answer.policy.contains(part), "{part}: {answer:?}");
    }
    assert!(!answer.policy.contains("unsafe"));
    assert_eq!(
        (&*answer.sniff, &*answer.kind),
        ("nosniff", "text/html; charset=utf-8")
    );
    let body = answer.body.to_lowercase();
    for never in [
        "<script",
        " style=",
        " onload=",
        " onerror=",
        "javascript:",
        "src=",
    ] {
        assert!(!body.contains(never), "{never}");
    }
    assert!(body.starts_with("<!doctype html>") && body.contains("<main id=\"content\""));
    assert_eq!(body.matches("<h1>").count(), 1);
}

fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path);
    sound(&answer);
    assert_eq!(answer.status, 200, "{path}");
    answer.body
}

fn refused(server: &Server, path: &str, status: u16, words: &str) {
    let answer = server.get(path);
    sound(&answer);
    assert_eq!(answer.status, status, "{path}");
    assert!(answer.body.contains(words), "{path}: {}", answer.body);
    assert!(answer.body.contains("href=\"/\""), "a way on");
}

/// The pairs that a search lists.
fn pairs(server: &Server, question: &str) -> Vec<String> {
    let html = page(server, &format!("/?q={question}"));
    let links = html.split("<th scope=\"row\"><a href=\"/pair/").skip(1);
    links
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn pairs_are_found_by_name_code_and_what_else_they_are_called() {
    let server = Server::start(sample(), &[]);
    let all = pairs(&server, "");
    assert!(all.len() > 10, "{all:?}");
    for question in [
        "Iran+United+States",
        "iran+usa",
        "USA-IRN",
        "IRN",
        "Tehran+and+Washington",
        "The+United+States+and+Iran",
        "%20iran%20",
    ] {
        let found = pairs(&server, question);
        assert!(
            found.contains(&"IRN-USA".to_owned()),
            "{question}: {found:?}"
        );
        let iran = found.iter().all(|pair| pair.contains("IRN"));
        assert!(iran, "{question}: {found:?}");
    }
    assert_eq!(pairs(&server, "iran+usa"), ["IRN-USA"]);
    let nothing = page(&server, "/?q=Atlantis");
    assert!(nothing.contains("0 pairs for") && nothing.contains("Give a name, a code"));
}

#[test]
fn a_pair_shows_its_picture_its_peaks_and_its_weeks_with_the_sentences() {
    let server = Server::start(sample(), &["--articles", SAMPLE]);
    let html = page(&server, "/pair/IRN-USA");
    for part in [
        "<h1>Iran and the United States</h1>",
        "<svg class=\"chart wide\"",
        "<svg class=\"chart narrow\"",
        "class=\"m-source\"",
        "class=\"m-target\"",
        "class=\"m-term\"",
        "<th scope=\"row\" colspan=\"2\">Score</th>",
        "Weeks with an event",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("Started with"));
    // The same, written the other way, and each direction.
    assert_eq!(page(&server, "/pair/USA-IRN"), html);
    let one = page(&server, "/pair/USA:IRN");
    assert_eq!(page(&server, "/pair/USA-%3EIRN"), one);
    assert!(one.contains("<h1>The United States towards Iran</h1>"));
}

#[test]
fn without_articles_a_peak_says_where_it_is_told() {
    let server = Server::start(sample(), &[]);
    let html = page(&server, "/pair/IRN-USA");
    for part in [
        "Started with",
        "Told by <strong>",
        "; found by rule ",
        "Which articles tell of it",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("class=\"m-source\""));
}

#[test]
fn days_narrow_what_is_told() {
    let server = Server::start(sample(), &["--articles", SAMPLE]);
    let whole = page(&server, "/pair/IRN-USA");
    let week = whole.split("href=\"/pair/IRN-USA?from=").last().unwrap();
    let query = week.split('"').next().unwrap().replace("&amp;", "&");
    let (from, to) = query.split_once("&to=").unwrap();
    let some = page(&server, &format!("/pair/IRN-USA?from={query}"));
    assert!(some.contains(&format!("name=\"from\" value=\"{from}\"")));
    assert!(some.contains(&format!("name=\"to\" value=\"{to}\"")));
    let rows = |html: &str| {
        html.split("Weeks with an event")
            .last()
            .unwrap()
            .matches("<tr>")
            .count()
    };
    assert_eq!(rows(&some), 2, "the heads, and one week");
    assert!(rows(&whole) > 3);
    // Other directions keep the days.
    assert!(some.contains(&format!("/pair/IRN:USA?from={from}&amp;to={to}")));
    let none = page(&server, "/pair/IRN-USA?from=1950-01-01&to=1950-12-31");
    assert!(none.contains("No event was read from 1 January 1950 to 31 December 1950"));
    assert!(none.contains("What was read stands between"));
}

#[test]
fn what_cannot_be_shown_says_why_and_where_to_go_on() {
    let server = Server::start(sample(), &[]);
    for (path, status, words) in [
        ("/nothing", 404, "Search for an actor or a pair"),
        ("/pair/", 404, "Search for an actor or a pair"),
        (
            "/pair/CHL-TUV",
            404,
            "No event between Chile and Tuvalu was read",
        ),
        ("/pair/USA-XXX", 404, "The lexicon has no actor XXX"),
        ("/pair/Iran", 400, "is not a pair; write"),
        ("/pair/IRN-IRN", 400, "names one actor twice"),
        ("/pair/%ff-USA", 400, "The address is not text"),
        (
            "/pair/IRN-USA?from=yesterday",
            400,
            "The first day cannot be read: &quot;yesterday&quot; is not a day; write YYYY-MM-DD",
        ),
        (
            "/pair/IRN-USA?to=2018-02-30",
            400,
            "The last day cannot be read",
        ),
        (
            "/pair/IRN-USA?from=2018-05-02&to=2018-05-01",
            400,
            "the other way round",
        ),
        ("/?page=0", 400, "not a number from 1"),
        ("/?page=999", 400, "begin with the first"),
    ] {
        refused(&server, path, status, words);
    }
    refused(
        &server,
        &format!("/?q={}", "a".repeat(101)),
        400,
        "is too long",
    );
    let answer = server.ask("DELETE", "/pair/IRN-USA", &[]);
    sound(&answer);
    assert_eq!((answer.status, &*answer.allow), (405, "GET,HEAD"));
    assert_eq!(server.ask("HEAD", "/", &[]).status, 200);
}

#[test]
fn a_foreign_name_that_points_here_reads_nothing() {
    let server = Server::start(sample(), &[]);
    let answer = server.ask("GET", "/", &[("Host", "evil.example:8417")]);
    sound(&answer);
    assert_eq!(answer.status, 421);
    assert!(!answer.body.contains("/pair/"));
    assert_eq!(
        server.ask("GET", "/", &[("Host", "localhost:1")]).status,
        200
    );
}

/// What would do harm on a page that took it for markup.
const HOSTILE: [&str; 10] = [
    "<script>window.owned=1</script>",
    "\"><img src=x onerror=window.owned=1>",
    "' autofocus onfocus='window.owned=1",
    "</title><svg onload=window.owned=1>",
    "javascript:window.owned=1",
    "\u{202e}\u{0}\u{7}\u{1b}[31m",
    "{{7*7}} ${7*7} %00 &amp;",
    "../../etc/passwd",
    "\r\nSet-Cookie: owned=1",
    "';DROP TABLE pairs;--",
];

#[test]
fn hostile_questions_stay_text() {
    let server = Server::start(sample(), &[]);
    for hostile in HOSTILE {
        let code: String = form_urlencoded::byte_serialize(hostile.as_bytes()).collect();
        for (path, status) in [
            (format!("/?q={code}"), 200),
            (format!("/?page={code}"), 400),
            (format!("/?{code}={code}"), 200),
            (format!("/pair/IRN-USA?from={code}"), 400),
            (format!("/pair/{}", code.replace('+', "%20")), 400),
        ] {
            let answer = server.get(&path);
            assert_eq!(answer.status, status, "{path}");
            // The words may stand there as text, within quotes that they cannot end.
            for markup in ["<script", "<img", "<svg onload", "\" onfocus"] {
                assert!(!answer.body.contains(markup), "{path}: {markup}");
            }
        }
    }
}

#[test]
fn hostile_articles_stay_text() {
    let folder = folder("hostile");
    let (file, articles) = (
        folder.join("hostile.checkpoint"),
        folder.join("hostile.ndjson"),
    );
    let lines = HOSTILE.iter().enumerate().map(|(at, hostile)| {
        let text = format!("Chile attacked Peru with missiles over {hostile} on Monday.");
        let day = format!("2018-05-{:02}", 2 * at + 1);
        let item = serde_json::json!({"id": format!("{at} {hostile}"), "date": day, "title": hostile, "text": text});
        format!("{item}\n")
    });
    let lines: String = lines.collect();
    fs::write(&articles, &lines).unwrap();
    timeline(&file, &lines);
    for more in [
        &[
            "--articles",
            articles.to_str().unwrap(),
            "--title",
            HOSTILE[3],
        ][..],
        &[],
    ] {
        let server = Server::start(&file, more);
        for path in ["/", "/pair/CHL-PER"] {
            let html = page_of_text(&server, path);
            assert!(
                !html.contains("<img") && !html.contains("<svg onload"),
                "{path}"
            );
        }
    }
}

/// A page whose text may hold any words.
fn page_of_text(server: &Server, path: &str) -> String {
    let answer = server.get(path);
    assert_eq!(answer.status, 200);
    assert!(!answer.body.contains("<script"));
    answer.body
}
