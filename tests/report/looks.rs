//! What a page must look like in a browser, whatever it shows: it fits, it can be read, it is silent.

use std::{fs, path::Path};

use super::webdriver::Browser;

/// A phone, a tablet, a desk.
pub(crate) const WIDTHS: [u32; 3] = [360, 768, 1280];

/// Every text outside of pictures against its ground: those below the contrast that WCAG 2.2 AA asks for.
pub(crate) const FAINT: &str = r#"
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
pub(crate) const BEYOND: &str = r#"
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

pub(crate) fn silent(browser: &Browser) {
    let said = browser.console();
    assert!(said.is_empty(), "the console says {said:?}");
}

pub(crate) fn fits(browser: &Browser, width: u32) {
    let beyond = browser.run(BEYOND);
    assert_eq!(beyond["scroll"], beyond["wide"], "{width}: {beyond}");
    assert_eq!(beyond["out"], serde_json::json!([]), "{width}");
    assert_eq!(
        browser.run(OVERLAPS),
        serde_json::json!([]),
        "{width}: labels lie on one another"
    );
}

/// Every text can be read; `least` texts there are at least.
pub(crate) fn can_be_read(browser: &Browser, least: u64) {
    let read = browser.run(FAINT);
    assert!(
        read["seen"].as_u64().unwrap() > least && read["faint"] == serde_json::json!([]),
        "{read}"
    );
}

/// Screenshots stay beside the test, to be looked at.
pub(crate) fn keep(folder: &Path, name: &str, png: &[u8]) {
    assert!(
        png.starts_with(b"\x89PNG") && png.len() > 30_000,
        "{name} is empty"
    );
    fs::write(folder.join(name), png).unwrap();
}
