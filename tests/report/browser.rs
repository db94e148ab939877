//! The page in headless Chromium: nothing sticks out, everything can be read, nothing runs, the console is silent.

use std::{fs, path::Path};

use super::{
    explained, folder, hostile,
    looks::{BEYOND, FAINT, WIDTHS, fits, keep, silent},
    page,
    webdriver::Browser,
};

/// How much of a page is kept as a picture.
const SHOWN: u32 = 9000;

fn start(name: &str, html: &str) -> Option<(Browser, std::path::PathBuf)> {
    let folder = folder(name);
    let file = folder.join("page.html");
    fs::write(&file, html).unwrap();
    let browser = Browser::start(&folder.join("profile"))?;
    browser.open(&file);
    Some((browser, folder))
}

#[test]
fn it_fits_every_screen_and_can_be_read_in_light_and_dark() {
    let Some((browser, folder)) = start("browser", &page(&[], "")) else {
        return;
    };
    for width in WIDTHS {
        browser.width(width);
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            fits(&browser, width);
            let read = browser.run(FAINT);
            assert!(
                read["seen"].as_u64().unwrap() > 500 && read["faint"] == serde_json::json!([]),
                "{width} {scheme}: {read}"
            );
            keep(
                &folder,
                &format!("{width}-{scheme}.png"),
                &browser.picture([0, 0, width, SHOWN]),
            );
        }
    }
    silent(&browser);
}

/// One pair with the evidence of its first peak. It is the picture in the README:
/// `cargo test --test report browser && cp target/tmp/report-picture/report.png examples/report/`.
#[test]
fn a_picture_for_the_readme() {
    let Some((browser, folder)) = start("picture", &page(&[], "")) else {
        return;
    };
    browser.width(960);
    browser.scheme("light");
    let top = browser.run("return Math.round(document.getElementById('IRN-USA').getBoundingClientRect().top + scrollY)");
    let top = u32::try_from(top.as_u64().unwrap()).unwrap();
    let png = browser.picture([0, top - 24, 960, 1016]);
    assert!(png.len() < 160_000, "{} bytes", png.len());
    keep(&folder, "report.png", &png);
}

#[test]
fn a_keyboard_reaches_the_content_and_opens_a_table() {
    let Some((browser, _)) = start("keyboard", &page(&[], "")) else {
        return;
    };
    browser.press("Tab");
    let focus =
        |what: &str| browser.run(&format!("const e = document.activeElement; return {what};"));
    assert_eq!(focus("e.textContent"), "Skip to the content");
    let seen =
        focus("e.getBoundingClientRect().left >= 0 && getComputedStyle(e).outlineStyle !== 'none'");
    assert_eq!(seen, true, "the focus is seen");
    let mut tables = 0;
    for _ in 0..60 {
        browser.press("Tab");
        if focus("e.tagName") == "SUMMARY" {
            tables += 1;
            browser.press("Enter");
        }
    }
    assert!(tables >= 3, "{tables} tables in sixty steps");
    // Shut or open, the page fits.
    browser.width(360);
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    let beyond = browser.run(BEYOND);
    assert_eq!(beyond["scroll"], beyond["wide"], "{beyond}");
    silent(&browser);
}

#[test]
fn hostile_text_runs_nothing_and_fetches_nothing() {
    let Some((browser, folder)) = start(
        "hostile-browser",
        &hostile::hostile_page("hostile-browser-lexicon"),
    ) else {
        return;
    };
    let found = browser.run(
        "return {owned: typeof window.owned, scripts: document.scripts.length, frames: window.length, \
         fetched: performance.getEntriesByType('resource').length, sheets: document.styleSheets.length, \
         handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^style$|^src/.test(a.name))).length}",
    );
    let wish = serde_json::json!({"owned": "undefined", "scripts": 0, "frames": 0, "fetched": 0, "sheets": 1, "handlers": 0});
    assert_eq!(found, wish);
    for width in WIDTHS {
        browser.width(width);
        let beyond = browser.run(BEYOND);
        assert_eq!(beyond["scroll"], beyond["wide"], "{width}: {beyond}");
    }
    keep(
        &folder,
        "hostile.png",
        &browser.picture([0, 0, 1280, SHOWN]),
    );
    silent(&browser);
}

#[test]
fn the_page_of_an_article_fits_and_can_be_read() {
    let words = "Iran-backed fighters fled. France fiercely condemned Mali on Tuesday after a press conference, and Mali rejected a \
        French demand. France will not attack Mali, whose embassy in Paris was stormed by a crowd, a spokesman said.";
    let more = ["--title", "France condemns Mali", "--why-not", "FRA-MLI"];
    let file = explained::page_of("explain-browser", words, &more);
    let Some(browser) = Browser::start(&folder("explain-browser-profile")) else {
        return;
    };
    browser.open(&file);
    for width in WIDTHS {
        browser.width(width);
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            fits(&browser, width);
            let read = browser.run(FAINT);
            assert!(
                read["seen"].as_u64().unwrap() > 60 && read["faint"] == serde_json::json!([]),
                "{width} {scheme}: {read}"
            );
        }
    }
    let folder = file.parent().unwrap().to_owned();
    fs::write(folder.join("page.png"), browser.picture([0, 0, 1280, 2000])).unwrap();
    silent(&browser);
}

#[test]
fn pictures_open_alone() {
    let Some((browser, folder)) = start(
        "pictures-browser",
        &page(
            &["--pictures", "PICTURES"].map(|word| {
                if word == "PICTURES" {
                    concat!(env!("CARGO_TARGET_TMPDIR"), "/report-alone")
                } else {
                    word
                }
            }),
            "",
        ),
    ) else {
        return;
    };
    for name in ["timeline", "heatmap", "matrix"] {
        browser
            .open(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-alone/{name}.svg")));
        let root = browser.run("return document.documentElement.tagName + ' ' + document.querySelectorAll('parsererror').length");
        assert_eq!(root, "svg 0", "{name}");
        fs::write(
            folder.join(format!("{name}.png")),
            browser.picture([0, 0, 1010, 720]),
        )
        .unwrap();
    }
    silent(&browser);
}
