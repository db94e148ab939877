//! The pages in headless Chromium: found by typing and clicking, as somebody would.

use super::{
    SAMPLE, Server, folder,
    looks::{WIDTHS, can_be_read, fits, keep, silent},
    sample,
    webdriver::Browser,
};

/// How much of a page is kept as a picture.
const SHOWN: u32 = 2600;

fn start(name: &str) -> Option<(Server, Browser, std::path::PathBuf)> {
    let folder = folder(name);
    let browser = Browser::start(&folder.join("profile"))?;
    Some((
        Server::start(sample(), &["--articles", SAMPLE]),
        browser,
        folder,
    ))
}

fn headline(browser: &Browser) -> String {
    let text = browser.run("return document.querySelector('h1').textContent");
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn somebody_searches_opens_a_pair_chooses_days_and_reads_the_evidence() {
    let Some((server, browser, _)) = start("click") else {
        return;
    };
    browser.width(1280);
    browser.visit(&server.address);
    assert_eq!(headline(&browser), "How states treat each other");
    browser.fill("#q", "Iran Washington");
    browser.click("form[role=search] button");
    assert!(
        browser.address().ends_with("/?q=Iran+Washington"),
        "{}",
        browser.address()
    );
    assert_eq!(headline(&browser), "1 pair for “Iran Washington”");
    browser.click("tbody a");
    assert_eq!(
        browser.address(),
        format!("{}/pair/IRN-USA", server.address)
    );
    assert_eq!(headline(&browser), "Iran and the United States");
    let marked = "return document.querySelectorAll('.peak blockquote mark').length";
    assert!(
        browser.run(marked).as_u64().unwrap() >= 6,
        "evidence is marked"
    );
    // A week of the table, and back to all days.
    browser.click("main table.small:last-of-type tbody a");
    assert!(
        browser.address().contains("?from="),
        "{}",
        browser.address()
    );
    let rows = "return [...document.querySelectorAll('table')].at(-1).tBodies[0].rows.length";
    assert_eq!(browser.run(rows), 1);
    browser.click("nav[aria-label=Days] a");
    assert_eq!(
        browser.address(),
        format!("{}/pair/IRN-USA", server.address)
    );
    // Days are sent by the form.
    browser.click("form.days button");
    assert!(browser.address().contains("?from=2") && browser.address().contains("&to=2"));
    browser.click("nav[aria-label=Directions] li:nth-child(3) a");
    assert_eq!(headline(&browser), "The United States towards Iran");
    silent(&browser);
}

#[test]
fn pages_fit_every_screen_and_can_be_read_in_light_and_dark() {
    let Some((server, browser, folder)) = start("browser") else {
        return;
    };
    for (name, path, least) in [
        ("home", "/", 80),
        ("pair", "/pair/IRN-USA", 150),
        ("search", "/?q=russia", 20),
        ("days", "/pair/IRN-USA?from=1950-01-01&to=1950-12-31", 15),
        ("reading", "/reading", 20),
    ] {
        browser.visit(&format!("{}{path}", server.address));
        for width in WIDTHS {
            browser.width(width);
            for scheme in ["light", "dark"] {
                browser.scheme(scheme);
                fits(&browser, width);
                can_be_read(&browser, least);
                if matches!(name, "home" | "pair") {
                    let png = browser.picture([0, 0, width, SHOWN]);
                    keep(&folder, &format!("{name}-{width}-{scheme}.png"), &png);
                } else {
                    let png = browser.picture([0, 0, width, 900]);
                    std::fs::write(folder.join(format!("{name}-{width}-{scheme}.png")), png)
                        .unwrap();
                }
            }
        }
    }
    silent(&browser);
}

#[test]
fn a_keyboard_reaches_everything_and_a_reader_is_told_what_it_is() {
    let Some((server, browser, _)) = start("keyboard") else {
        return;
    };
    browser.visit(&format!("{}/pair/IRN-USA", server.address));
    browser.press("Tab");
    let focus =
        |what: &str| browser.run(&format!("const e = document.activeElement; return {what};"));
    assert_eq!(focus("e.textContent"), "Skip to the content");
    let mut met = Vec::new();
    for _ in 0..40 {
        browser.press("Tab");
        let seen = focus("getComputedStyle(e).outlineStyle !== 'none'");
        assert_eq!(seen, true, "{}", focus("e.outerHTML.slice(0, 90)"));
        met.push(
            focus("e.id || e.tagName")
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
    }
    for wish in ["q", "BUTTON", "from", "to", "A", "SUMMARY"] {
        assert!(met.iter().any(|found| found == wish), "{wish} in {met:?}");
    }
    // Every field has its label, every picture its name, headings do not skip a level.
    let faults = browser.run(
        "const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]); \
         return {fields: [...document.querySelectorAll('input')].filter(i => !i.labels.length).length, \
         pictures: [...document.querySelectorAll('svg.chart')].filter(s => !s.querySelector('title').textContent || !s.querySelector('desc').textContent).length, \
         skips: levels.filter((level, at) => at && level > levels[at - 1] + 1).length, \
         ids: document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size, \
         scripts: document.scripts.length}",
    );
    let wish = serde_json::json!({"fields": 0, "pictures": 0, "skips": 0, "ids": 0, "scripts": 0});
    assert_eq!(faults, wish);
    silent(&browser);
}
