//! The page in headless Chromium: nothing sticks out, everything can be read, nothing runs, the console is silent.

use std::{fs, path::Path};

use super::{explained, folder, hostile, page, webdriver::Browser};

/// A phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [360, 768, 1280];
/// How much of a page is kept as a picture.
const SHOWN: u32 = 9000;

/// Every text outside of pictures against its ground: those below the contrast that WCAG 2.2 AA asks for.
const FAINT: &str = r#"
const part = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
const rgb = text => text.match(/[\d.]+/g).map(Number);
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
const faint = [];
let seen = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || e.closest('svg') || !e.getClientRects().length) continue;
  seen++;
  const style = getComputedStyle(e), size = parseFloat(style.fontSize);
  const [a, b] = [light(rgb(style.color)), light(ground(e))].sort((x, y) => y - x);
  const big = size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700;
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < (big ? 3 : 4.5)) faint.push(ratio.toFixed(2) + ' ' + e.tagName + '.' + e.className + ': ' + walker.currentNode.data.slice(0, 40));
}
return {seen, faint: faint.slice(0, 10)};"#;

/// What of the page lies right of the screen, but for what scrolls by itself; texts of pictures included.
const BEYOND: &str = r#"
const wide = document.documentElement.clientWidth;
const out = [...document.querySelectorAll('body *')].filter(e => {
  if (e.closest('.scroll') || e.closest('.skip') || e.closest('.hidden')) return false;
  const r = e.getBoundingClientRect(), picture = e.tagName === 'text' && e.ownerSVGElement.getBoundingClientRect();
  const inside = !picture || r.left > picture.left - 2 && r.right < picture.right + 2;
  return r.width > 0 && (r.right > wide + 1 || r.left < -1 || !inside);
});
return {scroll: document.documentElement.scrollWidth, wide, out: out.slice(0, 5).map(e => e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + e.textContent.slice(0, 40))};"#;

/// Labels of pictures that lie on one another.
const OVERLAPS: &str = r#"
const hit = [];
for (const svg of document.querySelectorAll('svg.chart')) {
  if (!svg.getClientRects().length) continue;
  const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const [a, b] = [boxes[i][1], boxes[j][1]];
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 1.5 && y > 4) hit.push(boxes[i][0] + ' / ' + boxes[j][0]);
  }
}
return hit.slice(0, 10);"#;

fn start(name: &str, html: &str) -> Option<(Browser, std::path::PathBuf)> {
    let folder = folder(name);
    let file = folder.join("page.html");
    fs::write(&file, html).unwrap();
    let browser = Browser::start(&folder.join("profile"))?;
    browser.open(&file);
    Some((browser, folder))
}

fn silent(browser: &Browser) {
    let said = browser.console();
    assert!(said.is_empty(), "the console says {said:?}");
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

fn fits(browser: &Browser, width: u32) {
    let beyond = browser.run(BEYOND);
    assert_eq!(beyond["scroll"], beyond["wide"], "{width}: {beyond}");
    assert_eq!(beyond["out"], serde_json::json!([]), "{width}");
    assert_eq!(
        browser.run(OVERLAPS),
        serde_json::json!([]),
        "{width}: labels lie on one another"
    );
}

/// Screenshots stay beside the test, to be looked at.
fn keep(folder: &Path, name: &str, png: &[u8]) {
    assert!(
        png.starts_with(b"\x89PNG") && png.len() > 50_000,
        "{name} is empty"
    );
    fs::write(folder.join(name), png).unwrap();
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
